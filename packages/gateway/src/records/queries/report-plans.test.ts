import { Kysely } from 'kysely'
import type { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'

import { migrate } from '../migrations/migrate.ts'
import { sqliteBinding } from '../sqlite/binding.ts'
import { sqliteDialect } from '../sqlite/dialect.ts'
import { ledgerRecords } from './ledger.ts'
import { reconciliationRecords } from './reconciliation.ts'
import type { Database } from './schema.ts'

const DAY = { from: 0, to: 86_400_000 }

it('reads the usage of a day without looking at another one', async () => {
  const steps = await planOf((database) =>
    ledgerRecords(database).usage({ ownerId: 'ann', keyId: undefined, model: undefined, ...DAY }),
  )

  expect(steps).toContainEqual('SEARCH ledger USING INDEX ledger_spent (at>? AND at<?)')
  expect(scansOfTables(steps)).toEqual([])
})

it('reads the reconciliation of a day without looking at a job of another one', async () => {
  const steps = await planOf((database) => reconciliationRecords(database).rows(DAY))

  expect(steps).toContainEqual(
    expect.stringMatching(/^SEARCH sent USING INDEX asks_by_time \(asked_at>\? AND asked_at<\?\)/),
  )
  expect(steps).toContainEqual(expect.stringMatching(/^SEARCH jobs USING COVERING INDEX jobs_due/))
  expect(scansOfTables(steps)).toEqual([])
})

/** Of what is grouped on the way, every row is wanted. */
function scansOfTables(steps: readonly string[]): readonly string[] {
  return steps.filter((step) => step.startsWith('SCAN ') && !/^SCAN (call|asked)$/.test(step))
}

async function planOf(ask: (database: Kysely<Database>) => Promise<unknown>): Promise<readonly string[]> {
  const file = (await sqliteBinding())(':memory:')
  const asked: CompiledQuery[] = []
  const database = new Kysely<Database>({
    dialect: sqliteDialect(file),
    log: ({ query }) => void asked.push(query),
  })
  await migrate(database)
  await ask(database)
  const { sql = '', parameters = [] } = asked.at(-1) ?? {}
  const steps = file.prepare(`explain query plan ${sql}`).all(...parameters) as readonly { detail: string }[]
  await database.destroy()
  return steps.map(({ detail }) => detail)
}
