import type { Kysely, Migration } from 'kysely'
import { Migrator } from 'kysely'

import { jobs } from './0001-jobs.ts'
import { keysAndMoney } from './0002-keys-and-money.ts'
import { files } from './0003-files.ts'
import { webhooks } from './0004-webhooks.ts'
import { auditLog } from './0005-audit-log.ts'
import { asksDeliveriesRetention } from './0006-asks-deliveries-retention.ts'

/** Applied in the order of their names. One that was released is never changed; the next one changes it. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-jobs': jobs,
  '0002-keys-and-money': keysAndMoney,
  '0003-files': files,
  '0004-webhooks': webhooks,
  '0005-audit-log': auditLog,
  '0006-asks-deliveries-retention': asksDeliveriesRetention,
}

/** Brings the tables up to date, all or nothing. Only reads when they are, so it never waits for a busy server. */
export async function migrate<Tables>(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  })
  const known = await migrator.getMigrations()
  if (known.every(({ executedAt }) => executedAt !== undefined)) return
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first one'
  const reason = error instanceof Error ? error.message : 'no reason given'
  throw new Error(`The tables could not be brought up to date (${failed}): ${reason}`, { cause: error })
}
