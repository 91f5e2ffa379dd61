import type { Kysely } from 'kysely'
import { sql } from 'kysely'

import type { Delivery } from '../../core/webhook.ts'
import type { Database } from './schema.ts'

/** Written out, not bound: only so SQLite sees that the indexes of pending ones serve. */
export const PENDING = sql.lit('pending' as const)

/**
 * Messages with the same target and job are a line: none is due before those in front of it, so that nobody looks again
 * and again at what cannot be sent yet.
 */
export async function dueInLine(
  database: Kysely<Database>,
  { id, target, jobId, nextAt }: Delivery,
): Promise<number> {
  if (jobId === undefined) return nextAt
  const { latest } = await database
    .selectFrom('webhook_deliveries')
    .select((is) => is.fn.max('next_at').as('latest'))
    .where('status', '=', PENDING)
    .where('target', '=', target)
    .where('job_id', '=', jobId)
    .where('id', '<', id)
    .executeTakeFirstOrThrow()
  return Math.max(nextAt, latest ?? nextAt)
}

/** Those behind one that was changed: they wait as long as it does, and the next comes when it has ended. */
export async function moveLine(database: Kysely<Database>, changed: Delivery): Promise<void> {
  const { target, jobId } = changed
  if (jobId === undefined) return
  if (changed.status === 'pending') await putOffBehind(database, { ...changed, jobId })
  else if (changed.finishedAt !== undefined) {
    await callNext(database, { id: changed.id, target, jobId, at: changed.finishedAt })
  }
}

async function putOffBehind(
  database: Kysely<Database>,
  { id, target, jobId, nextAt }: Delivery & { readonly jobId: string },
): Promise<void> {
  await database
    .updateTable('webhook_deliveries')
    .set({ next_at: nextAt })
    .where('status', '=', PENDING)
    .where('target', '=', target)
    .where('job_id', '=', jobId)
    .where('id', '>', id)
    .where('next_at', '<', nextAt)
    .execute()
}

/** One that was attempted before has a time of its own; another may even have it in hand, where one in front was redelivered. */
async function callNext(
  database: Kysely<Database>,
  ended: Pick<Delivery, 'id' | 'target'> & { readonly jobId: string; readonly at: number },
): Promise<void> {
  await database
    .updateTable('webhook_deliveries')
    .set({ next_at: ended.at })
    .where('id', '=', (is) =>
      is
        .selectFrom('webhook_deliveries as behind')
        .select((is) => is.fn.min('behind.id').as('id'))
        .where('behind.status', '=', PENDING)
        .where('behind.target', '=', ended.target)
        .where('behind.job_id', '=', ended.jobId)
        .where('behind.id', '>', ended.id),
    )
    .where('attempts', '=', 0)
    .where('next_at', '>', ended.at)
    .execute()
}
