import { Kysely } from 'kysely'
import { expect, it } from 'vitest'

import { sqliteBinding } from '../sqlite/binding.ts'
import type { SqliteFile } from '../sqlite/binding.ts'
import { sqliteDialect } from '../sqlite/dialect.ts'
import { jobs } from './0001-jobs.ts'
import { keysAndMoney } from './0002-keys-and-money.ts'
import { webhooks } from './0004-webhooks.ts'
import { asksDeliveriesRetention } from './0006-asks-deliveries-retention.ts'

it('reads the codes of former faults out of their notes', async () => {
  const { file, database } = await former()
  file.exec(`insert into asks (job_id, part, asked_at, answered_at, fault) values
    ('job_1', 0, 5, 9, '{"code":"outcome_unknown","message":"Lost."}'),
    ('job_1', 1, 5, 9, '{"code":"content_refused","message":"No."}'),
    ('job_1', 2, 5, 9, null)`)

  await asksDeliveriesRetention.up(database)

  expect(file.prepare('select fault_code from asks order by part').all()).toEqual([
    { fault_code: 'outcome_unknown' },
    { fault_code: 'content_refused' },
    { fault_code: null },
  ])
  await database.destroy()
})

it('finds out how former jobs were cut, and which blobs they name', async () => {
  const { file, database } = await former()
  const references = [{ blob: 'sha256-a' }, { blob: 'sha256-a' }]
  insertJob(file, 'job_1', { mode: 'sequence', count: 7, references, mask: { blob: 'sha256-b' } })
  insertJob(file, 'job_2', { mode: 'independent', count: 10, references: [] })
  file.exec(`insert into asks (job_id, part) values ('job_1', 0), ('job_2', 0), ('job_2', 1), ('job_2', 2)`)

  await asksDeliveriesRetention.up(database)

  expect(file.prepare('select first_index, pictures from asks order by job_id, part').all()).toEqual([
    { first_index: 0, pictures: 7 },
    { first_index: 0, pictures: 4 },
    { first_index: 4, pictures: 4 },
    { first_index: 8, pictures: 2 },
  ])
  expect(file.prepare('select job_id, blob from job_references order by blob').all()).toEqual([
    { job_id: 'job_1', blob: 'sha256-a' },
    { job_id: 'job_1', blob: 'sha256-b' },
  ])
  await database.destroy()
})

async function former() {
  const file = (await sqliteBinding())(':memory:')
  const database = new Kysely<unknown>({ dialect: sqliteDialect(file) })
  for (const migration of [jobs, keysAndMoney, webhooks]) await migration.up(database)
  file.exec('pragma foreign_keys = off')
  return { file, database }
}

function insertJob(file: SqliteFile, id: string, plan: object): void {
  file
    .prepare(
      `insert into jobs (id, owner_id, key_id, dialect, route, model, prompt_text, plan, body_hash, status, version,
         run_at, lease_until, attempts, cancel_requested, cost, warnings, created_at, updated_at)
       values (?, 'ann', 'key_1', 'openai', 'openai.generations', 'm', '', ?, '', 'running', 1, 0, 0, 1, 0, 0, '[]', 0, 0)`,
    )
    .run(id, JSON.stringify(plan))
}
