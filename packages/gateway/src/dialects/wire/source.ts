import type { ReferenceSource } from '../../core/request.ts'

export interface SourceRules {
  /** Is text that looks like base64 a picture? */
  readonly bareBase64: boolean
  /** The vendor takes `data:image/<lower case>` only; elsewhere `image/PNG` is read, and a file without a type. */
  readonly exactTypes: boolean
}

export interface Refused {
  readonly rule: string
  readonly must: string
  readonly nearest?: string
}

export const REFERENCE_MUST =
  'an http(s) URL, a data URI (data:image/png;base64,…) or the id of a picture of this gateway (img_…)'

const OWN_PATH = /^\/i\/(img_[a-z0-9]+)(?:\.[a-z0-9]+)?$/
const ID = /^(img|file)_[A-Za-z0-9_-]{1,100}$/
const SCHEME = /^([a-z][a-z0-9+.-]{0,30}):/i

/** How one reference is written. Looks at the head of a text only: the bytes are judged when they are read. */
export function sourceOf(written: string, rules: SourceRules): ReferenceSource | Refused {
  const scheme = SCHEME.exec(written.slice(0, 40))?.[1]?.toLowerCase()
  if (scheme === 'http' || scheme === 'https') return webSource(written)
  if (scheme === 'data') return dataSource(written, rules)
  if (scheme !== undefined) return { rule: 'reference.scheme', must: REFERENCE_MUST }
  return idSource(written) ?? bareSource(written, rules) ?? { rule: 'reference.form', must: REFERENCE_MUST }
}

export function isRefused(source: ReferenceSource | Refused): source is Refused {
  return 'rule' in source
}

const LONGEST_URL = 16_384

function webSource(written: string): ReferenceSource | Refused {
  if (written.length <= LONGEST_URL && URL.canParse(written)) return { kind: 'url', url: written }
  return { rule: 'reference.form', must: `a well-formed URL of at most ${LONGEST_URL} characters` }
}

const DATA_HEAD = /^data:([a-z0-9.+/-]*)((?:;[^;,]*)*),/i

function dataSource(written: string, rules: SourceRules): ReferenceSource | Refused {
  const [head, type = '', parameters = ''] = DATA_HEAD.exec(written.slice(0, 200)) ?? []
  if (head === undefined || !/;base64$/i.test(parameters)) {
    return { rule: 'reference.encoding', must: 'a data URI in base64 (data:image/png;base64,…)' }
  }
  const base64 = written.slice(head.length)
  if (base64 === '') return { rule: 'reference.empty', must: 'a data URI with a picture in it' }
  const declaredType = type === '' ? undefined : type.toLowerCase()
  return refusedType(type, rules) ?? { kind: 'inline', base64, declaredType }
}

function refusedType(type: string, rules: SourceRules): Refused | undefined {
  const lower = type.toLowerCase()
  if (rules.exactTypes && type !== lower) {
    const must = 'a data URI with its type in lower case'
    return { rule: 'reference.type_case', must, nearest: `data:${lower}` }
  }
  const known = /^image\/[a-z0-9.+-]+$/.test(lower) || (UNTYPED.has(lower) && !rules.exactTypes)
  return known
    ? undefined
    : { rule: 'reference.type', must: 'a data URI of an image (data:image/png;base64,…)' }
}

/** What browsers write when they do not know a file's type: the bytes will tell. */
const UNTYPED: ReadonlySet<string> = new Set(['', 'application/octet-stream'])

function idSource(written: string): ReferenceSource | undefined {
  const own = OWN_PATH.exec(written.slice(0, 200))?.[1]
  if (own !== undefined) return { kind: 'image', id: own }
  const kind = ID.exec(written.slice(0, 200))?.[1]
  if (kind === undefined) return undefined
  return kind === 'img' ? { kind: 'image', id: written } : { kind: 'file', id: written }
}

/** The smallest picture there is, a GIF of one pixel, has 35 bytes. */
const SHORTEST_BASE64 = 44
const BASE64_HEAD = /^[A-Za-z0-9+/_\r\n-]{44,}={0,2}\s*$/

function bareSource(written: string, rules: SourceRules): ReferenceSource | undefined {
  const head = written.slice(0, 256)
  if (!rules.bareBase64 || written.length < SHORTEST_BASE64 || !BASE64_HEAD.test(head)) return undefined
  return { kind: 'inline', base64: written, declaredType: undefined }
}
