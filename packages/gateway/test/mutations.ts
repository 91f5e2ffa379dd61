/** A request as nobody should send it, the same one for the same seed. */
export interface Mutant {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

/** A valid request that mutants are made of. */
export interface Sound {
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
  /** The route reads forms too. */
  readonly forms: boolean
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
type Dice = () => number

export function dice(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function mutant(sound: Sound, throws: Dice): Mutant {
  const asForm = sound.forms && throws() < 0.4
  const body = mutatedFields(sound.body, throws)
  const content = asForm ? formOf(body, throws) : jsonOf(body, throws)
  const url = throws() < 0.1 ? sound.url + pick(QUERIES, throws) : sound.url
  const strange = throws() < 0.3 ? [pick(HEADERS, throws)] : []
  return {
    url,
    headers: Object.fromEntries([['content-type', content.type], ...strange]),
    payload: content.payload,
  }
}

function pick<T>(values: readonly [T, ...T[]], throws: Dice): T {
  return values[Math.floor(throws() * values.length)] ?? values[0]
}

function mutatedFields(body: Readonly<Record<string, unknown>>, throws: Dice): Record<string, unknown> {
  const fields = new Map(Object.entries(body))
  const changes = 1 + Math.floor(throws() * 3)
  for (let change = 0; change < changes; change += 1) {
    const known: readonly string[] = [...FIELDS, ...fields.keys()]
    const name = throws() < 0.8 ? pick([known[0] ?? '', ...known], throws) : pick(STRANGE_NAMES, throws)
    if (throws() < 0.1) fields.delete(name)
    else fields.set(name, poison(throws))
  }
  return Object.fromEntries(fields)
}

const FIELDS = [
  'model',
  'prompt',
  'image',
  'image_url',
  'image_urls',
  'images',
  'mask',
  'n',
  'num_images',
  'size',
  'custom_size',
  'sequential_image_generation',
  'sequential_image_generation_options',
  'response_format',
  'output_format',
  'watermark',
  'seed',
  'guidance_scale',
  'background',
  'layer_decomposition',
  'tools',
  'optimize_prompt_options',
  'stream',
  'partial_images',
  'timeout_seconds',
  'user',
  'metadata',
  'job_set_id',
] as const

const STRANGE_NAMES: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'image[0]',
  'image[',
  'custom_size[width]',
  'metadata[__proto__]',
  '',
  ' ',
  '\u0000',
  '\ud800',
  'é\r\nx-evil: 1',
  'x'.repeat(5_000),
]

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Stands in a body for nesting that no call stack would print. */
const ABYSS = '"<abyss>"'
const DEPTH = 50_000

const TEXTS: readonly [string, ...string[]] = [
  '',
  ' ',
  '\u0000',
  'a heron',
  '\ud800 heron \udfff',
  '\u202e\ufeff\u0007',
  'x'.repeat(40_000),
  '1e9',
  'true',
  'null',
  'auto',
  'adaptive',
  'disabled',
  '2K',
  '1k',
  '999K',
  '0x0',
  '1x1',
  '1024x1024',
  '99999x99999',
  '1024x-1',
  '１０２４x１０２４',
  'b64_json',
  'png',
  'seedream-4.0',
  'seedream-4-0-250828 ',
  'SEEDREAM-4.5',
  'dola-seedream-5-0-pro-260628',
  'seededit-3-0-i2i-250628',
  'img_',
  'img_nothing',
  'file_nothing',
  'job_nothing',
  '@dreamgate-inline:img_nothing@',
  '/i/img_nothing.jpg',
  `data:image/png;base64,${PIXEL}`,
  'data:image/png;base64,!!!!',
  'data:image/png;base64,',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'data:,',
  PIXEL,
  PIXEL.slice(0, 60),
  'http://127.0.0.1:1/x.png',
  'http://[::1]/x.png',
  'http://0x7f.1/x.png',
  'http://user:pass@127.0.0.1/',
  'http://',
  'https://[',
  'ftp://x/y',
  'file:///etc/passwd',
  'javascript:alert(1)',
]

const SCALARS: readonly [unknown, ...unknown[]] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  3,
  15,
  16,
  1.5,
  1e9,
  -1e9,
  2 ** 31,
  2 ** 53,
  1e308,
  5e-324,
]

function poison(throws: Dice): unknown {
  const kind = throws()
  if (kind < 0.45) return pick(TEXTS, throws)
  if (kind < 0.7) return pick(SCALARS, throws)
  if (kind < 0.73) return '<abyss>'
  if (kind < 0.86) return Array.from({ length: Math.floor(throws() * 20) }, () => pick(TEXTS, throws))
  return Object.fromEntries([
    [pick(MEMBERS, throws), pick(TEXTS, throws)],
    [pick(MEMBERS, throws), pick(SCALARS, throws)],
  ])
}

const MEMBERS: readonly [string, ...string[]] = [
  'url',
  'image_url',
  'file_id',
  'width',
  'height',
  'max_images',
  'mode',
  'type',
  '__proto__',
  'constructor',
  '',
]

interface Content {
  readonly type: string
  readonly payload: Buffer
}

function jsonOf(body: Readonly<Record<string, unknown>>, throws: Dice): Content {
  const text = JSON.stringify(body).replaceAll(ABYSS, '['.repeat(DEPTH) + ']'.repeat(DEPTH))
  const type = throws() < 0.9 ? 'application/json' : pick(TYPES, throws)
  return { type, payload: damaged(Buffer.from(text), throws) }
}

const TYPES: readonly [string, ...string[]] = [
  'application/json; charset=utf-16',
  'application/vnd.api+json',
  'APPLICATION/JSON',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/mixed; boundary=x',
  '/',
  ';;;',
  'x'.repeat(2_000),
]

/** One body in eight is cut, doubled, or has a byte that is not UTF-8. */
function damaged(bytes: Buffer, throws: Dice): Buffer {
  if (throws() > 0.125) return bytes
  const place = Math.floor(throws() * bytes.length)
  const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)]
  return pick(
    [
      head,
      Buffer.concat([bytes, bytes]),
      Buffer.concat([head, Buffer.from([0xff, 0xfe, 0x00]), tail]),
      Buffer.concat([Buffer.from('\ufeff'), bytes]),
      Buffer.alloc(0),
    ],
    throws,
  )
}

const BOUNDARY = 'between'

function formOf(body: Readonly<Record<string, unknown>>, throws: Dice): Content {
  const parts = Object.entries(body).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((member) => partOf(name, member, throws))
      : [partOf(name, value, throws)],
  )
  const type = throws() < 0.9 ? `multipart/form-data; boundary=${BOUNDARY}` : pick(TYPES, throws)
  const end = throws() < 0.9 ? `--${BOUNDARY}--\r\n` : pick(ENDS, throws)
  return { type, payload: damaged(Buffer.concat([...parts, Buffer.from(end)]), throws) }
}

const ENDS: readonly [string, ...string[]] = [
  '',
  `--${BOUNDARY}`,
  `--${BOUNDARY}\r\n\r\n--${BOUNDARY}--\r\n`,
  `--${BOUNDARY}\r\ncontent-disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="x"; filename="a.png"\r\n\r\n`,
]

function partOf(name: string, value: unknown, throws: Dice): Buffer {
  const isFile = throws() < 0.3
  const head = pick(isFile ? FILE_HEADS : FIELD_HEADS, throws).replace('<name>', name.slice(0, 200))
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const content = isFile && throws() < 0.5 ? Buffer.from(PIXEL, 'base64') : Buffer.from(text)
  return Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')])
}

const FIELD_HEADS: readonly [string, ...string[]] = [
  'content-disposition: form-data; name="<name>"',
  'content-disposition: form-data; name="<name>"\r\ncontent-type: application/json',
  'content-disposition: form-data; name=<name>',
  'content-disposition: attachment',
  'x-nothing: else',
]

const FILE_HEADS: readonly [string, ...string[]] = [
  'content-disposition: form-data; name="<name>"; filename="a.png"\r\ncontent-type: image/png',
  'content-disposition: form-data; name="<name>"; filename=""\r\ncontent-type: application/octet-stream',
  'content-disposition: form-data; name="<name>"; filename="../../../etc/passwd\u0000"',
  'content-disposition: form-data; name="<name>"; filename*=utf-8\'\'%ff%00.png\r\ncontent-transfer-encoding: base64',
]

const QUERIES: readonly [string, ...string[]] = [
  '?dry_run=true',
  '?dry_run=maybe',
  '?dry_run=true&dry_run=false',
  '?dry_run[]=true',
  '?__proto__=1&constructor[prototype]=2',
  '?%ff%fe',
  '?',
]

const HEADERS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['prefer', 'respond-async'],
  ['prefer', 'wait=abc'],
  ['prefer', 'wait=99999999999'],
  ['prefer', 'wait="5", respond-async;;;=,'],
  ['idempotency-key', ''],
  ['idempotency-key', 'x'.repeat(300)],
  ['idempotency-key', 'é\u00ff'],
  ['idempotency-key', 'the same one again'],
  ['x-stainless-retry-count', 'NaN'],
  ['x-stainless-retry-count', '1'],
  ['x-stainless-lang', 'js'],
  ['x-dreamgate-stream', 'openai'],
  ['x-dreamgate-stream', 'klingon'],
  ['x-dreamgate-failed-items', 'omit'],
  ['x-dreamgate-failed-items', '\u00ff'],
  ['x-dreamgate-dry-run', 'perhaps'],
  ['x-api-key', '\u00ff'],
  ['ocp-apim-subscription-key', ''],
  ['accept', '*/*;q=zero'],
  ['content-encoding', 'gzip'],
  ['content-length', '5'],
  ['x-forwarded-host', 'evil.example'],
  ['host', '///'],
]
