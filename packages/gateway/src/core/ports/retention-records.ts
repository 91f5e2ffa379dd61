import type { BlobKey } from './blob-store.ts'

/**
 * What the sweep asks the records. Each removal does at most `limit` things, the oldest first, and is called in a
 * transaction; times are epoch ms. Jobs and pictures that a pending webhook message speaks of are not old, whatever
 * their time.
 */
export interface RetentionRecords {
  /**
   * Marks pictures of jobs that ended before `endedBefore` as removed `at`; the rows stay. Left are those of unfinished
   * and of unknown jobs.
   */
  removeImages(old: {
    readonly endedBefore: number
    readonly at: number
    readonly limit: number
  }): Promise<Removed>
  /**
   * Removes jobs that ended before `endedBefore`, with all that hangs on them but the ledger. Left are unfinished and
   * unknown jobs, and those for which the ledger still holds money: a person has to resolve them.
   */
  removeJobs(old: { readonly endedBefore: number; readonly limit: number }): Promise<Removed>
  /** Forgets Idempotency-Keys used before `before`. */
  removeIdempotency(old: { readonly before: number; readonly limit: number }): Promise<Removed>
  /** Removes webhook messages that were delivered or given up before `endedBefore`. */
  removeDeliveries(old: { readonly endedBefore: number; readonly limit: number }): Promise<Removed>
  /** Those of the blobs that no picture still kept, no file and no job names. */
  unnamed(blobs: readonly BlobKey[]): Promise<readonly BlobKey[]>
}

export interface Removed {
  /** Pictures, jobs, keys or messages. */
  readonly rows: number
  /** What they named; others may name it too. */
  readonly blobs: readonly BlobKey[]
}
