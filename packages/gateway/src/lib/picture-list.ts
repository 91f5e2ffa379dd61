import { z } from 'zod'

/** One place of an upstream's answer. */
export type ListedPicture =
  | { readonly kind: 'address'; readonly index: number; readonly url: string }
  | { readonly kind: 'inline'; readonly index: number; readonly bytes: Uint8Array }
  | { readonly kind: 'failure'; readonly index: number; readonly failure: UpstreamFailure }

/** An upstream's error in its own words; empty where it did not say. */
export type UpstreamFailure = {
  readonly code: string
  readonly message: string
  readonly param: string
  readonly type: string
}

/** null where the upstream did not say. */
export type ListedUsage = {
  readonly generatedImages: number | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
}

/** The answer of an `/images/generations` route: OpenAI's shape, Ark's item errors included. */
export interface PictureList {
  readonly pictures: readonly ListedPicture[]
  readonly usage: ListedUsage | undefined
  /** The whole request failed, said with a good status. */
  readonly failure: UpstreamFailure | undefined
}

const words = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''))
  .catch('')
const count = z.number().nonnegative().nullable().default(null).catch(null)

export const failureWords = z.object({ code: words, message: words, param: words, type: words })
export const usageCounts = z
  .object({ generated_images: count, input_tokens: count, output_tokens: count })
  .transform((usage): ListedUsage => ({
    generatedImages: usage.generated_images,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
  }))
export const pictureItem = z.object({
  url: z.string().nullish(),
  b64_json: z.string().nullish(),
  error: failureWords.nullish(),
})
export type PictureItem = z.output<typeof pictureItem>
const answer = z.object({
  data: z.array(pictureItem).nullish(),
  usage: usageCounts.nullish(),
  error: failureWords.nullish(),
})
const envelope = z.object({ error: failureWords.or(z.string().transform(said)) })

/** undefined when these bytes are no such answer. */
export function readPictureList(bytes: Buffer): PictureList | undefined {
  const { text, lifted } = liftBase64(bytes)
  const { data } = answer.safeParse(parseJson(text))
  if (data === undefined || (!data.data && !data.error)) return undefined
  const pictures = (data.data ?? []).map((item, index) => listedPicture(item, { index, lifted }))
  return { pictures, usage: data.usage ?? undefined, failure: data.error ?? undefined }
}

/** The `error` of a refusal, or undefined when the bytes are no JSON with one: then something else than the upstream spoke. */
export function readFailure(bytes: Buffer): UpstreamFailure | undefined {
  return envelope.safeParse(parseJson(bytes.toString('utf8'))).data?.error
}

/** `lifted` holds what `liftBase64` took out; a stream's events are read without it. */
export function listedPicture(
  item: PictureItem,
  { index, lifted = [] }: { readonly index: number; readonly lifted?: readonly Uint8Array[] },
): ListedPicture {
  if (item.url) return { kind: 'address', index, url: item.url }
  if (item.b64_json) return { kind: 'inline', index, bytes: bytesOf(item.b64_json, lifted) }
  return { kind: 'failure', index, failure: item.error ?? said('The upstream listed no picture here.') }
}

/** undefined where the text is no JSON, which JSON itself cannot be. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const FIELD = Buffer.from('"b64_json"')
const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Takes the pictures out before the JSON is parsed: in an answer of 8 MB, finding the string in the bytes takes
 * 0.08 ms and `JSON.parse` 5.7 ms (measured 2026-11-20). `#0`, `#1`, … stay in its place.
 */
function liftBase64(json: Buffer): { readonly text: string; readonly lifted: readonly Uint8Array[] } {
  const lifted: Uint8Array[] = []
  let text = ''
  let rest = 0
  for (let field = json.indexOf(FIELD); field >= 0; field = json.indexOf(FIELD, field + 1)) {
    const value = stringAfter(json, field + FIELD.length)
    if (value === undefined) continue
    text += `${json.toString('utf8', rest, value.start)}#${lifted.length}`
    lifted.push(decodeBase64(json.toString('latin1', value.start, value.end)))
    rest = value.end
  }
  return { text: text + json.toString('utf8', rest), lifted }
}

/** Where the string after `: "` begins and ends; undefined for null, and for strings with escapes. */
function stringAfter(
  json: Buffer,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  const opening = /^\s*:\s*"/.exec(json.toString('latin1', from, from + 32))
  if (opening === null) return undefined
  const start = from + opening[0].length
  const end = json.indexOf(QUOTE, start)
  const escaped = json.subarray(start, end).includes(BACKSLASH)
  return end < 0 || escaped ? undefined : { start, end }
}

function bytesOf(base64: string, lifted: readonly Uint8Array[]): Uint8Array {
  const place = /^#(\d+)$/.exec(base64)
  return (place && lifted[Number(place[1])]) ?? decodeBase64(base64)
}

/** Some servers put a data URI where naked base64 is due. */
function decodeBase64(base64: string): Uint8Array {
  return Buffer.from(base64.startsWith('data:') ? base64.slice(base64.indexOf(',') + 1) : base64, 'base64')
}

function said(message: string): UpstreamFailure {
  return { code: '', message, param: '', type: '' }
}
