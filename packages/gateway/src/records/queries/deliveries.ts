import type { Kysely } from 'kysely'

import type { DeliveryChange, DeliveryRecords } from '../../core/ports/webhook-records.ts'
import type { Delivery } from '../../core/webhook.ts'
import { PENDING, dueInLine, moveLine } from './delivery-lines.ts'
import { dueDeliveries } from './due-deliveries.ts'
import type { Database, WebhookDeliveryTable } from './schema.ts'

export function deliveryRecords(database: Kysely<Database>): DeliveryRecords {
  return {
    async add(delivery) {
      const row = { ...rowOf(delivery), next_at: await dueInLine(database, delivery) }
      await database.insertInto('webhook_deliveries').values(row).execute()
    },
    async find(id) {
      const row = await database
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && deliveryOf(row)
    },
    due: async (filter) => (await dueDeliveries(database, filter)).map(deliveryOf),
    async claim(delivery, until) {
      if (delivery.status !== 'pending') return undefined
      return changeUnlessTaken(database, delivery, { attempts: delivery.attempts + 1, nextAt: until })
    },
    async change(delivery, asked) {
      const changed = await changeUnlessTaken(database, delivery, asked)
      if (changed !== undefined) await moveLine(database, changed)
      return changed
    },
    async hasten(endpointId, { now, leasedUntil, limit }) {
      const putOff = database
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('status', '=', PENDING)
        .where('endpoint_id', '=', endpointId)
        .where('next_at', '>', now)
        .where((is) => is.or([is('attempts', '=', 0), is('next_at', '>', leasedUntil)]))
        .orderBy('next_at', 'desc')
        .limit(limit)
      const { numUpdatedRows } = await database
        .updateTable('webhook_deliveries')
        .set({ next_at: now })
        .where('id', 'in', putOff)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
    async list({ endpointId, cursor, limit }) {
      const rows = await database
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('endpoint_id', '=', endpointId)
        .$if(cursor !== undefined, (all) => all.where('id', '<', cursor ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(deliveryOf)
    },
  }
}

/**
 * Whoever takes one moves `attempts`, and whoever redelivers one `give_up_at`. The next attempt is left out: it is moved
 * for those behind another, also while somebody has one of them in hand.
 */
async function changeUnlessTaken(
  database: Kysely<Database>,
  delivery: Delivery,
  change: DeliveryChange,
): Promise<Delivery | undefined> {
  const changed = { ...delivery, ...change }
  const { numUpdatedRows } = await database
    .updateTable('webhook_deliveries')
    .set(mutableColumnsOf(changed))
    .where('id', '=', delivery.id)
    .where('status', '=', delivery.status)
    .where('attempts', '=', delivery.attempts)
    .where('give_up_at', '=', delivery.giveUpAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? changed : undefined
}

function mutableColumnsOf(delivery: Delivery) {
  return {
    url: delivery.url,
    status: delivery.status,
    attempts: delivery.attempts,
    next_at: delivery.nextAt,
    give_up_at: delivery.giveUpAt,
    last_status: delivery.lastStatus ?? null,
    last_error: delivery.lastError ?? null,
    finished_at: delivery.finishedAt ?? null,
  }
}

function rowOf(delivery: Delivery): WebhookDeliveryTable {
  return {
    ...mutableColumnsOf(delivery),
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    owner_id: delivery.ownerId,
    job_id: delivery.jobId ?? null,
    target: delivery.target,
    event: delivery.event,
    body: delivery.body,
    created_at: delivery.createdAt,
  }
}

function deliveryOf(row: WebhookDeliveryTable): Delivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    ownerId: row.owner_id,
    jobId: row.job_id ?? undefined,
    target: row.target,
    url: row.url,
    event: row.event,
    body: row.body,
    status: row.status,
    attempts: row.attempts,
    nextAt: row.next_at,
    giveUpAt: row.give_up_at,
    lastStatus: row.last_status ?? undefined,
    lastError: row.last_error ?? undefined,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  }
}
