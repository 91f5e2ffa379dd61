import { setImmediate as nextTurn } from 'node:timers/promises'

export const DAY_MS = 86_400_000

/** Whole UTC days. */
export interface Span {
  /** Midnight, epoch ms. */
  readonly from: number
  /** Midnight after the last day. */
  readonly to: number
}

/**
 * What `rowsOf` says about each day, in order. A report over a month of a busy gateway takes the records a second or
 * two; asked for in one piece, it would keep everybody else from an SQLite for that long.
 */
export async function dayByDay<Row>(
  { from, to }: Span,
  rowsOf: (day: Span) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let day = from; day < to; day += DAY_MS) {
    for (const row of await rowsOf({ from: day, to: day + DAY_MS })) rows.push(row)
    await nextTurn()
  }
  return rows
}
