import type { ItemError, Usage } from './result.ts'

/** What a stream tells, in Ark's words. A stream that fails as a whole throws instead of telling. */
export type GenerationEvent = ImageEvent | ItemFailedEvent | CompletedEvent

export interface ImageEvent {
  readonly type: 'image_generation.partial_succeeded'
  readonly model: string
  readonly created: number
  /** From 0; failures are counted too. */
  readonly image_index: number
  readonly url?: string
  readonly b64_json?: string
  readonly size: string
}

export interface ItemFailedEvent {
  readonly type: 'image_generation.partial_failed'
  readonly model: string
  readonly created: number
  readonly image_index: number
  readonly error: ItemError
}

export interface CompletedEvent {
  readonly type: 'image_generation.completed'
  readonly model: string
  readonly created: number
  readonly usage: Usage
}
