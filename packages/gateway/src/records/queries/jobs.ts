import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import { sql } from 'kysely'

import type { JobFilter, JobRecords } from '../../core/ports/records.ts'
import { containing } from './columns.ts'
import { changedJob, columnsOf, dueAt, jobOf, referencesOf, rowOf } from './job-rows.ts'
import type { Database } from './schema.ts'

export function jobRecords(database: Kysely<Database>): JobRecords {
  return { ...looks(database), ...changes(database) }
}

type Change = 'insert' | 'change' | 'abandon'

function changes(database: Kysely<Database>): Pick<JobRecords, Change> {
  return {
    async insert(job) {
      const row = rowOf(job)
      await database.insertInto('jobs').values(row).execute()
      const references = referencesOf(job)
      if (references.length > 0) await database.insertInto('job_references').values(references).execute()
      return jobOf(row)
    },
    async change(job, change, at) {
      const changed = changedJob(job, change, at)
      const { numUpdatedRows } = await database
        .updateTable('jobs')
        .set({ ...columnsOf(change), version: changed.version, updated_at: at, due_at: dueAt(changed) })
        .where('id', '=', job.id)
        .where('version', '=', job.version)
        .executeTakeFirst()
      // The version has proved that `job` was the row, so the row as it is now need not be read.
      return numUpdatedRows === 1n ? changed : undefined
    },
    async abandon(at) {
      const { numUpdatedRows } = await database
        .updateTable('jobs')
        .set(({ eb }) => ({ lease_until: 0, due_at: 0, updated_at: at, version: eb('version', '+', 1) }))
        .where('status', '=', 'running')
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  }
}

function looks(database: Kysely<Database>): Omit<JobRecords, Change> {
  return {
    async find(id) {
      const row = await database.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && jobOf(row)
    },
    async list(filter) {
      const rows = await database
        .selectFrom('jobs')
        .selectAll()
        .where((is) => passes(is, filter))
        .orderBy('id', 'desc')
        .limit(filter.limit)
        .execute()
      return rows.map(jobOf)
    },
    async due(now, limit) {
      const rows = await database
        .selectFrom('jobs')
        .select('id')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map((row) => row.id)
    },
    async latestWithBody(keyId, bodyHash) {
      const row = await database
        .selectFrom('jobs')
        .selectAll()
        .where('key_id', '=', keyId)
        .where('body_hash', '=', bodyHash)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && jobOf(row)
    },
  }
}

function passes(is: ExpressionBuilder<Database, 'jobs'>, filter: JobFilter): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = []
  if (filter.ownerId !== undefined) conditions.push(is('owner_id', '=', filter.ownerId))
  if (filter.status !== undefined) conditions.push(is('status', '=', filter.status))
  if (filter.model !== undefined) conditions.push(is('model', '=', filter.model))
  if (filter.cursor !== undefined) conditions.push(is('id', '<', filter.cursor))
  if (filter.text !== undefined) {
    conditions.push(sql<SqlBool>`${is.ref('prompt_text')} like ${containing(filter.text)} escape '!'`)
  }
  return is.and(conditions)
}
