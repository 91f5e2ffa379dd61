import type { Readable } from 'node:stream'

/** The content's own hash, so the same bytes have one name and a name never changes meaning. */
export type BlobKey = `sha256-${string}`

export interface StoredBlob {
  readonly key: BlobKey
  readonly bytes: number
}

/**
 * Bytes under the name of their hash. A blob has a time, by the store's own clock: that of its last `put` or `touch`, also
 * when all of its bytes were there already. Whoever is about to write a row that names a blob puts or touches it before,
 * so that a removal of what is old cannot take the bytes from under that row.
 */
export interface BlobStore {
  /**
   * Durable when it resolves. Streams are hashed while they are written, so no whole picture need be in memory.
   * Rejects with `too_large` past `maxBytes` and leaves nothing behind.
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, maxBytes?: number): Promise<StoredBlob>
  /** Like a `put` of bytes that are there already. False when they are not. */
  touch(key: BlobKey): Promise<boolean>
  /** undefined when there is no such blob. `start` and `end` are byte offsets, end exclusive. */
  get(key: BlobKey, range?: { readonly start: number; readonly end: number }): Promise<Readable | undefined>
  /** Size in bytes, or undefined. */
  head(key: BlobKey): Promise<number | undefined>
  /** Blobs whose time is before `at` (epoch ms), in any order; what comes and goes meanwhile may be named or not. */
  olderThan(at: number): AsyncIterable<BlobKey>
  /**
   * Removes a blob whose time is before `before` (epoch ms); false when it is later or there is none. A `put` or `touch`
   * that has resolved is never undone by a removal of what was older.
   */
  remove(key: BlobKey, before: number): Promise<boolean>
  /** Removes what an interrupted `put` left. Returns how many. */
  sweep(): Promise<number>
}
