import type { ItemError } from './result.ts'

/** `waiting`: the engine gave a ticket and is asked again later. `unknown`: nobody knows whether it was bought. */
export type JobStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'unknown' | 'cancelled'

/** Times are epoch seconds, money is decimal dollars. */
export interface Job {
  readonly id: string
  readonly object: 'job'
  readonly status: JobStatus
  readonly operation: 'generate' | 'edit'
  readonly model: string
  readonly engine: string
  readonly created_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
  readonly request: PlannedRequest
  readonly images: readonly JobImage[]
  /** Delivered once and no longer kept; left out when there are none. */
  readonly images_removed?: number
  readonly failed: readonly JobFailure[]
  /** Why it failed, was cancelled, or is unknown. */
  readonly error: ItemError | null
  readonly cost_usd: string
  readonly reserved_usd: string
  readonly warnings: readonly string[]
  /** Results (`img_…`) that were its references. */
  readonly edited_from: readonly string[]
  readonly dialect: string
  readonly route: string
}

export interface JobImage {
  readonly id: string
  readonly url: string
  readonly width: number
  readonly height: number
  readonly media_type: string
  /** From 0; failures are counted too. */
  readonly index: number
  /** Where the engine told it. */
  readonly seed?: number | null
}

export interface JobFailure {
  readonly index: number
  readonly error: ItemError
}

/** What was asked, as it was planned. */
export interface PlannedRequest {
  readonly model: string
  readonly prompt: string
  /** What the engine was told, where that is not the prompt itself. */
  readonly engine_prompt: string | null
  readonly size: string
  readonly mode: 'independent' | 'sequence'
  readonly count: number
  readonly references: readonly JobReference[]
  readonly mask: boolean
  readonly seed: number | null
  readonly guidance_scale: number | null
  readonly watermark: boolean
  readonly output_format: 'jpeg' | 'png' | null
  readonly background: 'auto' | 'opaque' | 'transparent' | null
  readonly user: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly ignored: readonly string[]
  readonly adjusted: readonly string[]
}

export interface JobReference {
  readonly media_type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** The result it was, if it was one. */
  readonly image_id: string | null
}

export interface JobList {
  readonly object: 'list'
  /** Newest first. */
  readonly data: readonly Job[]
  readonly has_more: boolean
  readonly next_cursor: string | null
}
