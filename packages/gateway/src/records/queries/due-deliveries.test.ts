import { Kysely } from 'kysely'
import type { Compilable } from 'kysely'
import { expect, it } from 'vitest'

import { migrate } from '../migrations/migrate.ts'
import { sqliteBinding } from '../sqlite/binding.ts'
import { sqliteDialect } from '../sqlite/dialect.ts'
import { dueTo, endpointsWithDue } from './due-deliveries.ts'
import type { Database } from './schema.ts'

it('finds the endpoints that something is due to without reading through what waits for them', async () => {
  const without = { endpoints: ['wh_1'], owners: ['ann'] }
  const steps = await planOf((database) =>
    endpointsWithDue(database, { now: 5, limit: 9, perEndpoint: 9, without }),
  )

  const ofMessages = steps.filter((step) => /(first|next|one) USING/.test(step))
  expect(ofMessages).toEqual([
    expect.stringMatching(/^SEARCH first USING COVERING INDEX webhook_deliveries_due/),
    expect.stringMatching(/^SEARCH next USING COVERING INDEX webhook_deliveries_due \(endpoint_id>\?\)/),
    ...ofMessages.slice(2),
  ])
  for (const step of ofMessages.slice(2)) {
    expect(step).toMatch(/^SEARCH one USING COVERING INDEX webhook_deliveries_due \(endpoint_id=\?/)
  }
})

it('finds what is due to one endpoint in the order of an index', async () => {
  const steps = await planOf((database) => dueTo(database, 'wh_1', { now: 5, perEndpoint: 9 }))

  expect(steps).toEqual([
    'SEARCH delivery USING INDEX webhook_deliveries_due (endpoint_id=? AND next_at<?)',
    expect.stringMatching(/CORRELATED SCALAR SUBQUERY/),
    'SEARCH earlier USING COVERING INDEX webhook_deliveries_in_order (target=? AND job_id=? AND id<?)',
  ])
})

async function planOf(asked: (database: Kysely<Database>) => Compilable): Promise<readonly string[]> {
  const file = (await sqliteBinding())(':memory:')
  const database = new Kysely<Database>({ dialect: sqliteDialect(file) })
  await migrate(database)
  const { sql, parameters } = asked(database).compile()
  const steps = file.prepare(`explain query plan ${sql}`).all(...parameters) as readonly { detail: string }[]
  await database.destroy()
  return steps.map(({ detail }) => detail)
}
