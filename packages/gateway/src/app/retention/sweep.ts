import type { Removed, RetentionRecords } from '../../core/ports/retention-records.ts'
import type { KeepDays } from '../../core/retention.ts'
import { IDEMPOTENCY_MS } from '../submit.ts'
import { inBatches } from './batches.ts'
import type { SweepContext } from './batches.ts'
import { removeUnnamed, UNNAMED_MS } from './unnamed-blobs.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** How many of each are gone. */
export interface Swept {
  images: number
  jobs: number
  idempotency: number
  deliveries: number
  blobs: number
}

/**
 * One round of removing what is older than the operator keeps. Rows go first, in small transactions, and then what
 * nothing names any more: a process that dies in between leaves a blob without a row, never a row without its blob.
 * What fails is reported, and the rest goes on. The signal ends the round between two batches.
 */
export async function sweep(context: SweepContext, keep: KeepDays, signal: AbortSignal): Promise<Swept> {
  const { records, clock, report } = context
  const now = clock.now()
  const swept: Swept = { images: 0, jobs: 0, idempotency: 0, deliveries: 0, blobs: 0 }
  for (const { part, atOnce, remove } of removals(keep, now)) {
    try {
      await inBatches(signal, atOnce, async (limit) => {
        const { rows, blobs } = await records.transaction(({ retention }) => remove(retention, limit))
        swept[part] += rows
        swept.blobs += await removeUnnamed(context, blobs, now - UNNAMED_MS)
        return rows
      })
    } catch (error) {
      report(error, { sweep: part })
    }
  }
  return swept
}

interface Removal {
  readonly part: Exclude<keyof Swept, 'blobs'>
  /** In one transaction: whoever else wants the records waits for it, some 5 ms. */
  readonly atOnce: number
  readonly remove: (retention: RetentionRecords, limit: number) => Promise<Removed>
}

function removals({ images, jobs, webhookDeliveries }: KeepDays, now: number): readonly Removal[] {
  const before = (days: number): number => now - days * DAY_MS
  const forever = async (): Promise<Removed> => ({ rows: 0, blobs: [] })
  return [
    {
      part: 'images',
      atOnce: 100,
      remove:
        images === undefined
          ? forever
          : (rows, limit) => rows.removeImages({ endedBefore: before(images), at: now, limit }),
    },
    {
      part: 'jobs',
      // Each with its asks, pictures, references and messages.
      atOnce: 20,
      remove:
        jobs === undefined ? forever : (rows, limit) => rows.removeJobs({ endedBefore: before(jobs), limit }),
    },
    {
      part: 'idempotency',
      atOnce: 100,
      remove: (rows, limit) => rows.removeIdempotency({ before: now - IDEMPOTENCY_MS, limit }),
    },
    {
      part: 'deliveries',
      atOnce: 100,
      remove: (rows, limit) => rows.removeDeliveries({ endedBefore: before(webhookDeliveries), limit }),
    },
  ]
}
