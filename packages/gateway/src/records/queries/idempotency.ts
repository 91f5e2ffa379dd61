import type { Kysely } from 'kysely'

import type { IdempotencyRecords } from '../../core/ports/records.ts'
import type { Database } from './schema.ts'

export function idempotencyRecords(database: Kysely<Database>): IdempotencyRecords {
  return {
    async find(keyId, idempotencyKey) {
      const row = await database
        .selectFrom('idempotency')
        .select(['job_id', 'body_hash'])
        .where('key_id', '=', keyId)
        .where('idempotency_key', '=', idempotencyKey)
        .executeTakeFirst()
      return row && { jobId: row.job_id, bodyHash: row.body_hash }
    },
    async put(entry) {
      const content = { body_hash: entry.bodyHash, job_id: entry.jobId, created_at: entry.createdAt }
      await database
        .insertInto('idempotency')
        .values({ key_id: entry.keyId, idempotency_key: entry.idempotencyKey, ...content })
        .onConflict((row) => row.columns(['key_id', 'idempotency_key']).doUpdateSet(content))
        .execute()
    },
  }
}
