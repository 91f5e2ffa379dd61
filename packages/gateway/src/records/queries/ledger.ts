import type { Kysely } from 'kysely'
import { sql } from 'kysely'

import type { LedgerEntry, LedgerRecords, UsageRow } from '../../core/ports/records.ts'
import { DAY_MS, dayOf } from './days.ts'
import type { Database, LedgerTable } from './schema.ts'

/** Whole number division on both databases. */
const DAYS_SINCE_1970 = sql<number>`at / ${sql.lit(DAY_MS)}`

const ORDER_OF_LIFE = sql`case kind when 'reserve' then 0 when 'settle' then 1 when 'release' then 2 when 'resolve' then 3 else 4 end`

export function ledgerRecords(database: Kysely<Database>): LedgerRecords {
  return {
    async add(entry) {
      const givesBack = entry.kind === 'release' || entry.kind === 'resolve'
      const reservedAt = givesBack ? await reservationTime(database, entry.jobId) : undefined
      await database
        .insertInto('ledger')
        .values(rowOf(entry, reservedAt ?? entry.at))
        .execute()
    },
    async of(jobId) {
      const rows = await database
        .selectFrom('ledger')
        .selectAll()
        .where('job_id', '=', jobId)
        .orderBy('at')
        .orderBy(ORDER_OF_LIFE)
        .execute()
      return rows.map(entryOf)
    },
    async committed(keyId, from) {
      const row = await database
        .selectFrom('ledger')
        .select((sum) => sum.fn.sum<number | null>('micros').as('micros'))
        .where('key_id', '=', keyId)
        .where('counted_at', '>=', from)
        .executeTakeFirst()
      return Number(row?.micros ?? 0)
    },
    async usage({ ownerId, keyId, model, from, to }) {
      const rows = await database
        .selectFrom('ledger')
        .select(['model', 'engine', 'key_id', DAYS_SINCE_1970.as('day')])
        .select(({ fn }) => [
          sql<number>`sum(case kind when 'settle' then 1 else 0 end)`.as('jobs'),
          fn.sum<number>('images').as('images'),
          fn.sum<number>('micros').as('cost'),
        ])
        .where(sql<boolean>`kind in ('settle', 'loss')`)
        .where('at', '>=', from)
        .where('at', '<', to)
        .$if(ownerId !== undefined, (entries) => entries.where('owner_id', '=', ownerId ?? ''))
        .$if(keyId !== undefined, (entries) => entries.where('key_id', '=', keyId ?? ''))
        .$if(model !== undefined, (entries) => entries.where('model', '=', model ?? ''))
        .groupBy(['day', 'model', 'engine', 'key_id'])
        .orderBy('day')
        .orderBy('model')
        .orderBy('engine')
        .orderBy('key_id')
        .execute()
      return rows.map(usageOf)
    },
  }
}

async function reservationTime(database: Kysely<Database>, jobId: string): Promise<number | undefined> {
  const row = await database
    .selectFrom('ledger')
    .select('at')
    .where('job_id', '=', jobId)
    .where('kind', '=', 'reserve')
    .executeTakeFirst()
  return row?.at
}

function rowOf(entry: LedgerEntry, countedAt: number): LedgerTable {
  return {
    job_id: entry.jobId,
    kind: entry.kind,
    key_id: entry.keyId,
    owner_id: entry.ownerId,
    micros: entry.micros,
    images: entry.images,
    model: entry.model,
    engine: entry.engine,
    at: entry.at,
    counted_at: countedAt,
  }
}

function entryOf(row: LedgerTable): LedgerEntry {
  return {
    jobId: row.job_id,
    keyId: row.key_id,
    ownerId: row.owner_id,
    kind: row.kind,
    micros: row.micros,
    images: row.images,
    model: row.model,
    engine: row.engine,
    at: row.at,
  }
}

/** PostgreSQL answers sums and counts as text. */
interface DaySums {
  readonly day: number | string
  readonly model: string
  readonly engine: string
  readonly key_id: string
  readonly jobs: number | string
  readonly images: number | string
  readonly cost: number | string
}

function usageOf(row: DaySums): UsageRow {
  return {
    day: dayOf(row.day),
    model: row.model,
    engine: row.engine,
    keyId: row.key_id,
    jobs: Number(row.jobs),
    images: Number(row.images),
    cost: Number(row.cost),
  }
}
