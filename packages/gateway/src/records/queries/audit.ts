import type { Kysely } from 'kysely'

import type { AuditRecords } from '../../core/ports/records.ts'
import { fromJson, toJson } from './columns.ts'
import type { Database } from './schema.ts'

export function auditRecords(database: Kysely<Database>): AuditRecords {
  return {
    async add({ id, at, actorKeyId, action, subject, details }) {
      const row = { id, at, actor_key_id: actorKeyId ?? null, action, subject, details: toJson(details) }
      await database.insertInto('audit_log').values(row).execute()
    },
    async of(subject) {
      const rows = await database
        .selectFrom('audit_log')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('at')
        .orderBy('id')
        .execute()
      return rows.map(({ actor_key_id: actor, details, ...row }) => ({
        ...row,
        actorKeyId: actor ?? undefined,
        details: fromJson(details),
      }))
    },
  }
}
