import type { Compilable } from 'kysely'
import { Kysely } from 'kysely'
import { expect, it } from 'vitest'

import { migrate } from '../migrations/migrate.ts'
import { sqliteBinding } from '../sqlite/binding.ts'
import { sqliteDialect } from '../sqlite/dialect.ts'
import { blobsOf, naming, oldDeliveries, oldIdempotency, oldImages, oldJobs } from './old-rows.ts'
import type { Database } from './schema.ts'

const OLD = { endedBefore: 1, limit: 200 }
const BLOBS = ['sha256-a', 'sha256-b'] as const

type Asked = (database: Kysely<Database>) => readonly Compilable[]

it.each<readonly [what: string, asked: Asked, indexes: readonly string[]]>([
  ['old pictures', (database) => [oldImages(database, OLD)], ['items_by_age', 'webhook_deliveries_by_job']],
  ['old jobs', (database) => [oldJobs(database, OLD)], ['jobs_by_end', 'webhook_deliveries_by_job']],
  [
    'old Idempotency-Keys',
    (database) => [oldIdempotency(database, { before: 1, limit: 200 })],
    ['idempotency_by_age'],
  ],
  ['old webhook messages', (database) => [oldDeliveries(database, OLD)], ['webhook_deliveries_by_end']],
  [
    'who names a blob',
    (database) => naming(database, BLOBS),
    ['items_by_blob', 'files_by_blob', 'job_references_by_blob'],
  ],
  ['the blobs of jobs', (database) => blobsOf(database, ['job_1', 'job_2']), []],
  [
    'all that hangs on jobs',
    (database) => [
      database.deleteFrom('webhook_deliveries').where('job_id', 'in', ['job_1', 'job_2']),
      database.deleteFrom('idempotency').where('job_id', 'in', ['job_1', 'job_2']),
    ],
    ['webhook_deliveries_by_job', 'idempotency_by_job'],
  ],
])('%s are found by index: no table is read through, nothing is sorted', async (_, asked, indexes) => {
  const file = (await sqliteBinding())(':memory:')
  const database = new Kysely<Database>({ dialect: sqliteDialect(file) })
  await migrate(database)

  const steps = asked(database).flatMap((query) => {
    const { sql, parameters } = query.compile()
    return file.prepare(`explain query plan ${sql}`).all(...parameters) as readonly { detail: string }[]
  })
  const plan = steps.map(({ detail }) => detail).join('\n')

  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
  for (const index of indexes) expect(plan).toContain(`INDEX ${index} `)
  await database.destroy()
})
