import type { Fault } from '../fault.ts'
import type { MediaType } from '../image.ts'
import type { Ticket } from '../job.ts'
import type { ModelRow } from '../model.ts'
import type { PlannedSize } from '../plan.ts'
import type { Background, Format, PromptMode } from '../request.ts'

/** Something that makes pictures: a vendor, an OpenAI-compatible server, Sketch. */
export interface Engine {
  /** The operator's name for it. */
  readonly name: string
  readonly capabilities: EngineCapabilities
  /** Can it serve this row, and under which upstream name? undefined: no. */
  modelName(row: ModelRow): string | undefined
  /**
   * Ask once: one call of this is one purchase. Events come as they happen; the iterable ends when everything was
   * said and throws a Fault when the ask as a whole failed. A fault thrown before any event whose code is
   * `rate_limited`, `overloaded` or `upstream_unavailable` promises that nothing was bought; `outcome_unknown`
   * says that something may have been.
   */
  generate(order: Order, context: EngineContext): AsyncIterable<EngineEvent>
  /** Go on from a ticket, possibly in another process: never buys. */
  resume(ticket: Ticket, context: EngineContext): AsyncIterable<EngineEvent>
  close(): Promise<void>
}

/** What an engine declares; the core asks these and never its name. */
export interface EngineCapabilities {
  /** Pictures arrive one by one within an ask. */
  readonly streams: boolean
  /** Gives tickets that survive a restart. */
  readonly tickets: boolean
  /** Edits inside a mask. */
  readonly masks: boolean
  /** Draws related pictures in one ask. */
  readonly sequences: boolean
  /** Writes "AI generated" on the picture itself when asked to. */
  readonly watermarks: boolean
  /** Independent pictures one ask can give; more are fanned out into several asks. */
  readonly picturesPerAsk: number
  /** Reads references in every format its row lists. If not, all but JPEG and PNG are handed over as PNG. */
  readonly readsEveryFormat: boolean
  /** Costs nothing. */
  readonly free: boolean
  /** After a crash in mid-ask: ask again (free and deterministic engines) or hold the job as `unknown`. */
  readonly afterCrash: 'retry' | 'hold'
}

/** Everything an engine needs to know about one ask. */
export interface Order {
  readonly jobId: string
  readonly part: number
  readonly row: ModelRow
  /** What `modelName` answered. */
  readonly model: string
  readonly prompt: string
  readonly references: readonly OrderReference[]
  readonly mask: OrderReference | undefined
  readonly size: PlannedSize
  readonly mode: 'independent' | 'sequence'
  readonly count: number
  readonly seed: number | undefined
  readonly guidanceScale: number | undefined
  readonly watermark: boolean
  readonly format: Format | undefined
  readonly background: Background | undefined
  readonly layers: boolean
  readonly webSearch: boolean
  readonly promptMode: PromptMode | undefined
}

export interface OrderReference {
  readonly mediaType: MediaType
  readonly width: number
  readonly height: number
  /** The recipe stored with a picture of ours, undefined for any other. */
  readonly recipe: string | undefined
  read(): Promise<Uint8Array>
}

export interface EngineContext {
  readonly signal: AbortSignal
  /** The same on every attempt of the same ask; sent upstream where it can be. */
  readonly idempotencyKey: string
}

export type EngineEvent =
  /** From here on `resume(ticket)` can go on after a crash. A later one replaces an earlier one. */
  | { readonly kind: 'accepted'; readonly ticket: Ticket }
  | {
      readonly kind: 'preview'
      readonly index: number
      readonly bytes: Uint8Array
      readonly mediaType: MediaType
    }
  /** `index` counts pictures and failures of this ask from 0. */
  | { readonly kind: 'image'; readonly index: number; readonly image: RawImage }
  | { readonly kind: 'item-failed'; readonly index: number; readonly fault: Fault }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'usage'; readonly usage: EngineUsage }

export interface RawImage {
  /** Bytes, or an async source that is opened once and streamed into the blob store. */
  readonly content: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>)
  readonly seed: number | undefined
  readonly recipe: string | undefined
}

/** Counts as the upstream reported them; undefined means it did not say. */
export interface EngineUsage {
  readonly generatedImages: number | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}
