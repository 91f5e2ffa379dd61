import type { Kysely, Updateable } from 'kysely'

import type { WebhookChange, WebhookRecords } from '../../core/ports/webhook-records.ts'
import type { WebhookEndpoint } from '../../core/webhook.ts'
import { fromJson, named, toJson } from './columns.ts'
import type { Database, WebhookEndpointTable } from './schema.ts'

export function webhookRecords(database: Kysely<Database>): WebhookRecords {
  return {
    async insert(endpoint) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('webhook_endpoints')
        .values(rowOf(endpoint))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async find(id) {
      const row = await database
        .selectFrom('webhook_endpoints')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && endpointOf(row)
    },
    async list(ownerId) {
      const rows = await database
        .selectFrom('webhook_endpoints')
        .selectAll()
        .where('url', '!=', '')
        .$if(ownerId !== undefined, (all) => all.where('owner_id', '=', ownerId ?? ''))
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(endpointOf)
    },
    async listening({ ownerId, keyId, event }) {
      const rows = await database
        .selectFrom('webhook_endpoints')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .where('url', '!=', '')
        .where('disabled_at', 'is', null)
        .where((is) => is.or([is('key_id', 'is', null), is('key_id', '=', keyId)]))
        .orderBy('id')
        .execute()
      return rows.map(endpointOf).filter(({ events }) => events.includes(event))
    },
    async change(id, change) {
      if (Object.keys(change).length === 0) return
      await database.updateTable('webhook_endpoints').set(columnsOf(change)).where('id', '=', id).execute()
    },
    async remove(id) {
      await database.deleteFrom('webhook_endpoints').where('id', '=', id).execute()
    },
  }
}

function rowOf(endpoint: WebhookEndpoint): WebhookEndpointTable {
  return {
    id: endpoint.id,
    owner_id: endpoint.ownerId,
    key_id: endpoint.keyId ?? null,
    url: endpoint.url,
    description: endpoint.description,
    events: toJson(endpoint.events),
    secret: endpoint.secret,
    previous_secret: endpoint.previousSecret ?? null,
    previous_secret_until: endpoint.previousSecretUntil ?? null,
    disabled_at: endpoint.disabledAt ?? null,
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  }
}

function endpointOf(row: WebhookEndpointTable): WebhookEndpoint {
  return {
    id: row.id,
    ownerId: row.owner_id,
    keyId: row.key_id ?? undefined,
    url: row.url,
    description: row.description,
    events: fromJson(row.events),
    secret: row.secret,
    previousSecret: row.previous_secret ?? undefined,
    previousSecretUntil: row.previous_secret_until ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Kysely leaves a column alone when its value is undefined. */
function columnsOf(change: WebhookChange): Updateable<Database['webhook_endpoints']> {
  return {
    url: change.url,
    description: change.description,
    events: change.events && toJson(change.events),
    secret: change.secret,
    previous_secret: named(change, 'previousSecret'),
    previous_secret_until: named(change, 'previousSecretUntil'),
    disabled_at: named(change, 'disabledAt'),
    updated_at: change.updatedAt,
  }
}
