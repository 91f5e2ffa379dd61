import type { Kysely, Updateable } from 'kysely'

import type { Key } from '../../core/caller.ts'
import type { KeyChange, KeyRecords } from '../../core/ports/records.ts'
import { fromJson, fromJsonOrNull, named, toJson, toJsonOrNull } from './columns.ts'
import type { Database, KeyTable } from './schema.ts'

export function keyRecords(database: Kysely<Database>): KeyRecords {
  return {
    async insert(key, secretHash) {
      await database.insertInto('keys').values(rowOf(key, secretHash)).execute()
    },
    async findByHash(secretHash) {
      const row = await database
        .selectFrom('keys')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row && keyOf(row)
    },
    async find(id) {
      const row = await database.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst()
      return row && keyOf(row)
    },
    async list() {
      const rows = await database.selectFrom('keys').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(keyOf)
    },
    async change(id, change) {
      if (Object.keys(change).length === 0) return
      await database.updateTable('keys').set(columnsOf(change)).where('id', '=', id).execute()
    },
  }
}

function rowOf(key: Key, secretHash: string): KeyTable {
  return {
    id: key.id,
    secret_hash: secretHash,
    name: key.name,
    owner_id: key.ownerId,
    prefix: key.prefix,
    scopes: toJson(key.scopes),
    models: toJsonOrNull(key.models),
    requests_per_minute: key.requestsPerMinute ?? null,
    images_per_minute: key.imagesPerMinute ?? null,
    monthly_budget: key.monthlyBudget ?? null,
    created_at: key.createdAt,
    expires_at: key.expiresAt ?? null,
    last_used_at: key.lastUsedAt ?? null,
    revoked_at: key.revokedAt ?? null,
  }
}

function keyOf(row: KeyTable): Key {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    prefix: row.prefix,
    scopes: fromJson(row.scopes),
    models: fromJsonOrNull(row.models),
    requestsPerMinute: row.requests_per_minute ?? undefined,
    imagesPerMinute: row.images_per_minute ?? undefined,
    monthlyBudget: row.monthly_budget ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  }
}

/** Kysely leaves a column alone when its value is undefined. */
function columnsOf(change: KeyChange): Updateable<Database['keys']> {
  return {
    name: change.name,
    scopes: change.scopes && toJson(change.scopes),
    models: 'models' in change ? toJsonOrNull(change.models) : undefined,
    requests_per_minute: named(change, 'requestsPerMinute'),
    images_per_minute: named(change, 'imagesPerMinute'),
    monthly_budget: named(change, 'monthlyBudget'),
    expires_at: named(change, 'expiresAt'),
    last_used_at: named(change, 'lastUsedAt'),
    revoked_at: named(change, 'revokedAt'),
  }
}
