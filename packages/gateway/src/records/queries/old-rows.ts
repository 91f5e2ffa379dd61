import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'

import type { BlobKey } from '../../core/ports/blob-store.ts'
import type { Database } from './schema.ts'

export interface Old {
  /** Epoch ms. */
  readonly endedBefore: number
  readonly limit: number
}

/** Pictures come before the end of their job, so the index of pictures by age finds all whose job may have ended long ago. */
export function oldImages(database: Kysely<Database>, { endedBefore, limit }: Old) {
  return database
    .selectFrom('items')
    .select(['image_id', 'blob'])
    .where('image_id', 'is not', null)
    .where('removed_at', 'is', null)
    .where('created_at', '<', endedBefore)
    .where((is) =>
      is.exists(
        is
          .selectFrom('jobs')
          .select('jobs.id')
          .whereRef('jobs.id', '=', 'items.job_id')
          .where('jobs.finished_at', '<', endedBefore)
          .where(isDone),
      ),
    )
    .orderBy('created_at')
    .limit(limit)
}

/** Old, and nothing of their reservation is held any more. */
export function oldJobs(database: Kysely<Database>, { endedBefore, limit }: Old) {
  return database
    .selectFrom('jobs')
    .select('jobs.id')
    .where('jobs.finished_at', '<', endedBefore)
    .where(isDone)
    .where((is) => {
      const held = is
        .selectFrom('ledger')
        .select((sums) => sums.fn.coalesce(sums.fn.sum<number>('ledger.micros'), sums.val(0)).as('held'))
        .whereRef('ledger.job_id', '=', 'jobs.id')
        .where('ledger.kind', 'not in', ['settle', 'loss'])
      return is(held, '=', 0)
    })
    .orderBy('jobs.finished_at')
    .orderBy('jobs.id')
    .limit(limit)
}

/** Nobody has to resolve it, and nobody is still to be told of it. */
function isDone(is: ExpressionBuilder<Database, 'jobs'>): Expression<SqlBool> {
  const pending = is
    .selectFrom('webhook_deliveries')
    .select('webhook_deliveries.id')
    .whereRef('webhook_deliveries.job_id', '=', 'jobs.id')
    .where('webhook_deliveries.status', '=', 'pending')
  return is.and([is('jobs.status', '!=', 'unknown'), is.not(is.exists(pending))])
}

/** That of a job which is still open is remembered as long as it is. */
export function oldIdempotency(
  database: Kysely<Database>,
  { before, limit }: { readonly before: number; readonly limit: number },
) {
  return database
    .selectFrom('idempotency')
    .select(['key_id', 'idempotency_key'])
    .where('created_at', '<', before)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('jobs')
            .select('jobs.id')
            .whereRef('jobs.id', '=', 'idempotency.job_id')
            .where('jobs.finished_at', 'is', null),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(limit)
}

/** One that was redelivered by hand is pending again, whenever it first ended. */
export function oldDeliveries(database: Kysely<Database>, { endedBefore, limit }: Old) {
  return database
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('finished_at', '<', endedBefore)
    .where('status', '!=', 'pending')
    .orderBy('finished_at')
    .limit(limit)
}

/** Every table that names blobs, asked which of these it names. */
export function naming(database: Kysely<Database>, blobs: readonly BlobKey[]) {
  return [
    database.selectFrom('items').select('blob').where('blob', 'in', blobs).where('removed_at', 'is', null),
    database.selectFrom('files').select('blob').where('blob', 'in', blobs),
    database.selectFrom('job_references').select('blob').where('blob', 'in', blobs),
  ] as const
}

/** What pictures and references of these jobs lie in. */
export function blobsOf(database: Kysely<Database>, jobIds: readonly string[]) {
  return [
    database.selectFrom('items').select('blob').where('job_id', 'in', jobIds).where('removed_at', 'is', null),
    database.selectFrom('job_references').select('blob').where('job_id', 'in', jobIds),
  ] as const
}
