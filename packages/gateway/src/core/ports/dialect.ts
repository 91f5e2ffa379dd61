import type { Fault } from '../fault.ts'
import type { FailedItem, Image } from '../image.ts'
import type { Job } from '../job.ts'
import type { JsonValue } from '../json.ts'
import type { FieldNames, ReferenceSource, StreamWish, Submission } from '../request.ts'

/** A wire format that someone else designed. Pure: no clock, no network, no storage. */
export interface Dialect {
  readonly name: string
  readonly routes: readonly Route[]
  /** Paths this dialect answers for, also when no route matches: its words are used there. `/byteplus/`. */
  readonly prefixes: readonly string[]
  encodeFault(fault: Fault, about: FaultContext): WireAnswer
}

export interface FaultContext {
  readonly requestId: string
  /** The job the fault is about, once there is one. */
  readonly jobId: string | undefined
}

export type Route = SubmitRoute | PollRoute

/** A POST that asks for pictures. */
export interface SubmitRoute {
  readonly kind: 'submit'
  /** Stable name, stored with the job: `pixazo.text`, `openai.edits`. */
  readonly name: string
  readonly path: `/${string}`
  readonly accepts: readonly ('json' | 'form')[]
  readonly defaults: RouteDefaults
  readonly limits: RouteLimits
  /** Tells every problem of the body's form beside what could be read; throws only when nothing could. The rules of the model are the plan's. */
  decode(wire: WireRequest): Submission
  /** Job finished with at least one picture. */
  encode(view: JobView): WireAnswer
  /** 202: accepted, not finished. */
  encodeAccepted(job: Job): WireAnswer
  /** One thing that happened, as zero or more SSE events. */
  encodeEvent(event: JobEvent, stream: StreamWish): readonly WireEvent[]
}

/** A POST that asks how a job is doing. */
export interface PollRoute {
  readonly kind: 'poll'
  readonly name: string
  readonly path: `/${string}`
  decode(wire: WireRequest): { readonly jobId: string }
  encode(view: JobView): WireAnswer
}

/** What the route assumes when the caller says nothing; an operator may set each. */
export interface RouteDefaults {
  /** undefined: the caller must name a model. */
  readonly model: string | undefined
  /** Used when `model` has no engine that serves it. */
  readonly fallbackModel: string | undefined
  /** Exact size or `adaptive`; used only where legal for the model, else the row's default. undefined: the row's default. */
  readonly size: string | undefined
  readonly watermark: boolean
  /** `auto` without a number: how many pictures. undefined: 15 minus the references. */
  readonly sequenceMax: number | undefined
}

export interface RouteLimits {
  /** References, beside the row's own limit. */
  readonly references: number | undefined
  /** Independent pictures. */
  readonly count: number
  /** Must there be a reference? */
  readonly referenceRequired: boolean
  /** Models that must be given a size on this route, by catalogue id. */
  readonly sizeRequiredFor: readonly string[]
  /** Refuse what the row lists in `refusedFields` when present. */
  readonly refusesPresence: boolean
  /** Extends the prompt for more than one picture, as the dialect documents; the job keeps both. */
  readonly extendPrompt: ((prompt: string, count: number) => string) | undefined
}

export interface WireRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: WireBody
}

export type WireBody =
  | { readonly kind: 'json'; readonly value: unknown }
  /** Text fields in order, and file parts already in the blob store. */
  | {
      readonly kind: 'form'
      readonly fields: readonly (readonly [name: string, value: string])[]
      readonly files: readonly WireFile[]
    }

export interface WireFile {
  /** The part's name: `image`, `image[]`, `mask`. */
  readonly name: string
  readonly source: ReferenceSource
}

export interface WireAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; strings made by `inlinePicture` are replaced by base64 while the answer is written. */
  readonly body: JsonValue
}

export interface WireEvent {
  /** SSE `event:`; undefined for a bare `data:`. */
  readonly event: string | undefined
  readonly data: JsonValue
}

/** A job as an answer needs it. */
export interface JobView {
  readonly job: Job
  readonly images: readonly DeliveredImage[]
  /** Delivered once; their bytes are no longer kept, so they have no address. */
  readonly removed: readonly Image[]
  readonly failed: readonly FailedItem[]
  /** The stream that reads this leaves failed items out on request. */
  readonly omitFailed: boolean
  /** The caller's reader aborts at a top-level `error`: name it `item_error`. */
  readonly shyOfErrors: boolean
}

export interface DeliveredImage extends Image {
  /** Our permanent address of it. */
  readonly url: string
}

export type JobEvent =
  | {
      readonly kind: 'preview'
      readonly view: JobView
      readonly index: number
      readonly number: number
      readonly base64: string
      readonly format: string
    }
  | { readonly kind: 'image'; readonly view: JobView; readonly image: DeliveredImage }
  | { readonly kind: 'item-failed'; readonly view: JobView; readonly item: FailedItem }
  | { readonly kind: 'finished'; readonly view: JobView }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly context: FaultContext }

/**
 * A stand-in for a picture's base64 in an answer's JSON, always as the member `b64_json`. Answers are written in one
 * pass: the text around it is sent as it is, the picture is read from its blob and encoded on the way out.
 */
export function inlinePicture(image: Pick<Image, 'id'>): string {
  return `@dreamgate-inline:${image.id}@`
}

/**
 * Finds it in the JSON text. Callers know ids of pictures and may write stand-ins into their prompts, but a quote
 * within a string is escaped, so none of theirs ever is the value of a member.
 */
export const INLINE_PICTURE = /(?<="b64_json":")@dreamgate-inline:(img_[a-z0-9]+)@(?=")/g

/** Every canonical field under its own name; a dialect overrides those its callers spell otherwise. */
export const CANONICAL_NAMES: FieldNames = {
  model: 'model',
  prompt: 'prompt',
  references: 'image',
  mask: 'mask',
  size: 'size',
  count: 'n',
  sequence: 'sequential_image_generation',
  sequenceMax: 'sequential_image_generation_options.max_images',
  seed: 'seed',
  guidanceScale: 'guidance_scale',
  watermark: 'watermark',
  format: 'output_format',
  background: 'background',
  layers: 'layer_decomposition',
  webSearch: 'tools',
  promptMode: 'optimize_prompt_options.mode',
  stream: 'stream',
}
