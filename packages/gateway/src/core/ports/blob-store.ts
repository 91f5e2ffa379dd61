import type { Readable } from 'node:stream'

/** The content's own hash, so the same bytes have one name and a name never changes meaning. */
export type BlobKey = `sha256-${string}`

export interface StoredBlob {
  readonly key: BlobKey
  readonly bytes: number
}

/** Bytes under the name of their hash. */
export interface BlobStore {
  /**
   * Durable when it resolves. Streams are hashed while they are written, so no whole picture need be in memory.
   * Rejects with `too_large` past `maxBytes` and leaves nothing behind.
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, maxBytes?: number): Promise<StoredBlob>
  /** undefined when there is no such blob. `start` and `end` are byte offsets, end exclusive. */
  get(key: BlobKey, range?: { readonly start: number; readonly end: number }): Promise<Readable | undefined>
  /** Size in bytes, or undefined. */
  head(key: BlobKey): Promise<number | undefined>
  remove(key: BlobKey): Promise<void>
  /** Removes what an interrupted `put` left. Returns how many. */
  sweep(): Promise<number>
}
