import type { Problem } from './fault.ts'
import type { JsonObject } from './json.ts'
import type { BlobKey } from './ports/blob-store.ts'

/**
 * What a caller wants, in the gateway's own words. Every dialect decodes to this and every field is answered:
 * `undefined` means the caller said nothing, and the plan decides by the dialect's defaults and the model's row.
 */
export interface Request {
  /** A catalogue id or alias as the caller spelled it. */
  readonly model: string | undefined
  readonly prompt: string
  /** In the caller's order: the first is "image 1" of the prompt. With one or more, the request is an edit. */
  readonly references: readonly ReferenceSource[]
  /** PNG with alpha, the size of reference 1; transparent pixels may change. */
  readonly mask: ReferenceSource | undefined
  readonly size: Size
  readonly output: Output
  readonly seed: number | undefined
  readonly guidanceScale: number | undefined
  readonly watermark: boolean | undefined
  readonly format: Format | undefined
  readonly background: Background | undefined
  /** Split the one reference into layers instead of drawing a new picture. */
  readonly layers: boolean
  readonly webSearch: boolean
  readonly promptMode: PromptMode | undefined
  /** Kept with the job, never sent on. */
  readonly user: string | undefined
  readonly metadata: JsonObject | undefined
}

export type Operation = 'generate' | 'edit'
export type Format = 'jpeg' | 'png'
export type Background = 'auto' | 'opaque' | 'transparent'
export type PromptMode = 'standard' | 'fast'

export type Size =
  /** The caller said nothing, or `auto`. */
  | { readonly kind: 'default' }
  /** A word of the model's row: `1K`, `1.5K`, `2K`, … in the row's own case. The model picks the ratio. */
  | { readonly kind: 'tier'; readonly tier: string }
  | ExactSize
  /** The preset nearest to reference 1's ratio. */
  | { readonly kind: 'adaptive' }

export interface ExactSize {
  readonly kind: 'exact'
  readonly width: number
  readonly height: number
  /** The longest side the caller's field can say, so that no refusal proposes a longer one; undefined: any. */
  readonly maxSide: number | undefined
}

export type Output =
  /** `count` unrelated pictures, 1 or more. */
  | { readonly kind: 'independent'; readonly count: number }
  /** One story of up to `max` related pictures; undefined lets the route's rule decide. */
  | { readonly kind: 'sequence'; readonly max: number | undefined }

/** A reference as the caller gave it, not yet read. */
export type ReferenceSource =
  | { readonly kind: 'url'; readonly url: string }
  /** `declaredType` is what a data URI claimed; the bytes decide. */
  | { readonly kind: 'inline'; readonly base64: string; readonly declaredType: string | undefined }
  /** Uploaded as a file part and already in the blob store. */
  | { readonly kind: 'blob'; readonly blob: BlobKey }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'file'; readonly id: string }

/** Canonical fields a rule can speak about; a dialect says how its caller spells each. */
export const FIELDS = [
  'model',
  'prompt',
  'references',
  'mask',
  'size',
  'count',
  'sequence',
  'sequenceMax',
  'seed',
  'guidanceScale',
  'watermark',
  'format',
  'background',
  'layers',
  'webSearch',
  'promptMode',
  'stream',
] as const
export type Field = (typeof FIELDS)[number]
export type FieldNames = Readonly<Record<Field, string>>

/** A decoded request plus how its caller wants to be answered. */
export interface Submission {
  readonly request: Request
  /** How this caller spells each field, for refusals. */
  readonly names: FieldNames
  /** Name of reference `index` in the caller's spelling: `image[2]`, `images[0].url`. */
  readonly referenceNames: readonly string[]
  readonly delivery: Delivery
  readonly stream: StreamWish | undefined
  /** Seconds this call waits for the pictures; undefined takes the default. */
  readonly waitSeconds: number | undefined
  /** Fields that only tune quality, or that nobody knows: left out and named to the caller. */
  readonly ignored: readonly string[]
  /** What is wrong with the form itself. A field that one of them speaks of stands as absent in `request`. */
  readonly problems: readonly Problem[]
  /** Wire fields the caller sent, for routes that refuse a field by its mere presence. */
  readonly present: readonly string[]
}

export type Delivery = 'address' | 'inline'

export interface StreamWish {
  readonly vocabulary: Vocabulary
  /** Previews wanted per picture, 0 to 3. */
  readonly previews: number
}

export type Vocabulary = 'ark' | 'openai'
