import type { MediaType } from '../image.ts'

/** Tells whoever waits for a job that something about it changed. The records hold the truth; this only wakes. */
export interface Followers {
  /** Call after the change has been committed. */
  notify(jobId: string, news: News): void
  /** News from the moment of the call on, until the signal aborts. */
  follow(jobId: string, signal: AbortSignal): AsyncIterable<News>
}

export type News =
  | { readonly kind: 'changed' }
  /** Previews are told to those who listen and kept nowhere. */
  | {
      readonly kind: 'preview'
      readonly index: number
      readonly number: number
      readonly bytes: Uint8Array
      readonly mediaType: MediaType
    }
