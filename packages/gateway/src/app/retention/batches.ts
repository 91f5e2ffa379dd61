import { setImmediate as nextTurn } from 'node:timers/promises'

import type { AppContext } from '../context.ts'

export type SweepContext = Pick<AppContext, 'records' | 'blobs' | 'clock' | 'report'>

/** Does at most `limit` things at a time, until it did fewer or the signal aborts, and lets everybody else in between. */
export async function inBatches(
  signal: AbortSignal,
  limit: number,
  batch: (limit: number) => Promise<number>,
): Promise<void> {
  while (!signal.aborted && (await batch(limit)) >= limit) await nextTurn()
}
