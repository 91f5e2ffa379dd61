import type { BlobKey } from '../../core/ports/blob-store.ts'
import { inBatches } from './batches.ts'
import type { SweepContext } from './batches.ts'

/**
 * How long bytes may wait for the row that will name them. Whoever writes such a row has put or touched its blob within
 * this time, so what is older and has no name when it is looked for will get none: a form takes minutes, a reference
 * fetched by address at most the time of a request.
 */
export const UNNAMED_MS = 24 * 60 * 60 * 1000

/** Blobs of which one query asks who names them. */
const ASKED_AT_ONCE = 200

/**
 * Removes those of the blobs that nothing names and whose time is before `before`; returns how many. That must be
 * UNNAMED_MS ago, or earlier, when their names are looked for.
 */
export async function removeUnnamed(
  { records, blobs, report }: SweepContext,
  keys: readonly BlobKey[],
  before: number,
): Promise<number> {
  let removed = 0
  const failures: unknown[] = []
  for (const some of inPieces([...new Set(keys)])) {
    for (const key of await records.retention.unnamed(some)) {
      try {
        if (await blobs.remove(key, before)) removed += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  if (failures.length > 0) report(failures[0], { sweep: 'blobs', failed: String(failures.length) })
  return removed
}

/**
 * Walks over all blobs and removes what nothing names: of deleted files, of refused requests, of a process that died
 * between a blob and its row, or between the removal of a row and of its blob. Returns how many.
 */
export async function sweepUnnamed(context: SweepContext, signal: AbortSignal): Promise<number> {
  const before = context.clock.now() - UNNAMED_MS
  const old = context.blobs.olderThan(before)[Symbol.asyncIterator]()
  let removed = 0
  await inBatches(signal, ASKED_AT_ONCE, async (limit) => {
    const some = await upTo(limit, old)
    removed += await removeUnnamed(context, some, before)
    return some.length
  })
  await old.return?.()
  return removed
}

async function upTo(count: number, keys: AsyncIterator<BlobKey>): Promise<readonly BlobKey[]> {
  const some: BlobKey[] = []
  while (some.length < count) {
    const next = await keys.next()
    if (next.done === true) break
    some.push(next.value)
  }
  return some
}

function* inPieces(keys: readonly BlobKey[]): Generator<readonly BlobKey[]> {
  for (let start = 0; start < keys.length; start += ASKED_AT_ONCE) {
    yield keys.slice(start, start + ASKED_AT_ONCE)
  }
}
