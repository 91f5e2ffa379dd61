/** What the driver tells a gateway that it is about to lose. */
export interface Orders {
  readonly crash: CrashOrder | undefined
  /** Writes that are not done though they seem to be: names of durable writes, `transaction`, or one of `SYNCS`. */
  readonly without: readonly string[]
  /** It takes its time at this point whenever it passes it: a slow disk. */
  readonly slow: { readonly point: string; readonly ms: number } | undefined
}

export interface CrashOrder {
  /** See `crash-points.ts`; `any`: whichever comes. */
  readonly point: string
  /** It ends at this passing of the point, from 1. */
  readonly passing: number
  /** Ends by losing power: a copy of the data folder is made here first, with what a disk would have kept. */
  readonly powerCut: PowerCut | undefined
}

export interface PowerCut {
  readonly folder: string
  /** What was not synced is lost or torn by the throw of a die, or all of it is lost. */
  readonly greed: 'chance' | 'all'
  readonly seed: number
}

/** Removed, these show only when the power goes. */
export const SYNCS = { files: 'fsync.files', folders: 'fsync.folders', records: 'fsync.records' } as const

/** Lines on this descriptor are for the driver: what is on disk (`asks.asked job_… 0`), and last of all its last words. */
export const DRIVER_FD = 3

/** Where it ended; after a power cut also where the data is. The order it obeyed may not be the last it was sent. */
export interface LastWords {
  readonly point: string
  readonly folder: string | undefined
}

const LAST = '† '

export function lastWords(words: LastWords): string {
  return LAST + JSON.stringify(words)
}

/** undefined: it has more to say. */
export function readLastWords(line: string): LastWords | undefined {
  return line.startsWith(LAST) ? (JSON.parse(line.slice(LAST.length)) as LastWords) : undefined
}
