import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'

import type {
  ReconciliationRecords,
  ReconciliationRow,
  ReconciliationSpan,
} from '../../core/ports/reconciliation-records.ts'
import type { LedgerEntry } from '../../core/ports/records.ts'
import { DAY_MS, dayOf } from './days.ts'
import type { Database } from './schema.ts'

export function reconciliationRecords(database: Kysely<Database>): ReconciliationRecords {
  return {
    async rows(span) {
      const rows = await byDay(database, span).execute()
      return rows.map(rowOf)
    },
  }
}

/** PostgreSQL answers sums and counts as text. */
type Sum = number | string

function sum(column: string): RawBuilder<Sum> {
  return sql<Sum>`sum(${sql.ref(column)})`
}

/** Every line of a job's ledger names the same model and engine. */
function byDay(database: Kysely<Database>, span: ReconciliationSpan) {
  return database
    .selectFrom(byJob(database, span).as('asked'))
    .innerJoin('ledger', (line) =>
      line.onRef('ledger.job_id', '=', 'asked.job_id').on('ledger.kind', '=', sql.lit('reserve')),
    )
    .select(['ledger.model', 'ledger.engine', sql<Sum>`first_asked_at / ${sql.lit(DAY_MS)}`.as('day')])
    .select([
      sum('calls').as('calls'),
      sum('pictures').as('pictures'),
      sum('delivered').as('delivered'),
      sum('failed').as('failed'),
      sum('unknown').as('unknown'),
      sum('lost').as('lost'),
      sum('in_flight').as('in_flight'),
      sum('charged').as('charged'),
      sum('lost_cost').as('lost_cost'),
      sum('held').as('held'),
    ])
    .groupBy(['day', 'ledger.model', 'ledger.engine'])
    .orderBy('day')
    .orderBy('ledger.model')
    .orderBy('ledger.engine')
}

/** Money is booked by the job, so a job stands under one day, that of its first call, with all there is of it. */
function byJob(database: Kysely<Database>, span: ReconciliationSpan) {
  return database
    .selectFrom(calls(database, span).as('call'))
    .select(['job_id', sql<number>`min(asked_at)`.as('first_asked_at'), sql<Sum>`count(*)`.as('calls')])
    .select([
      sum('pictures').as('pictures'),
      sum('delivered').as('delivered'),
      sql<Sum>`sum(case fate when 'failed' then missing else refused end)`.as('failed'),
      silent('unknown').as('unknown'),
      silent('lost').as('lost'),
      silent('in flight').as('in_flight'),
      money('settle').as('charged'),
      money('loss').as('lost_cost'),
      sql<Sum>`case max(unfinished) when 1 then 0 else ${money('reserve', 'release', 'resolve')} end`.as(
        'held',
      ),
    ])
    .groupBy('job_id')
    .having(sql<boolean>`min(asked_at) >= ${span.from}`)
}

/** Places of such calls of which nothing was heard. */
function silent(fate: Fate): RawBuilder<Sum> {
  return sql<Sum>`sum(case when fate = ${sql.lit(fate)} and missing > refused then missing - refused else 0 end)`
}

function money(...kinds: readonly LedgerEntry['kind'][]): RawBuilder<Sum> {
  const named = sql.join(kinds.map((kind) => sql.lit(kind)))
  return sql<Sum>`(select coalesce(sum(micros), 0) from ledger where ledger.job_id = call.job_id and kind in (${named}))`
}

/**
 * Calls that were sent, of every job that has one in the span. Jobs that are not finished are looked up in the index
 * `jobs_due`, which has no others: their rows are long.
 */
function calls(database: Kysely<Database>, { from, to }: ReconciliationSpan) {
  return database
    .selectFrom('asks')
    .leftJoin('items', (item) =>
      item.onRef('items.job_id', '=', 'asks.job_id').onRef('items.part', '=', 'asks.part'),
    )
    .leftJoin('ledger as loss', (line) =>
      line.onRef('loss.job_id', '=', 'asks.job_id').on('loss.kind', '=', sql.lit('loss')),
    )
    .select(['asks.job_id', 'asks.asked_at', 'asks.pictures'])
    .select([
      sql<number>`count(items.image_id)`.as('delivered'),
      sql<number>`sum(case when items.fault_code <> 'outcome_unknown' then 1 else 0 end)`.as('refused'),
      sql<number>`case when asks.pictures > count(items.image_id) then asks.pictures - count(items.image_id) else 0 end`.as(
        'missing',
      ),
      sql<number>`case when ${UNFINISHED} then 1 else 0 end`.as('unfinished'),
      FATE.as('fate'),
    ])
    .where('asks.asked_at', 'is not', null)
    .where('asks.job_id', 'in', (asks) =>
      asks
        .selectFrom('asks as sent')
        .select('sent.job_id')
        .where('sent.asked_at', '>=', from)
        .where('sent.asked_at', '<', to),
    )
    .groupBy(['asks.job_id', 'asks.part'])
}

const UNFINISHED = sql`asks.job_id in (select id from jobs where due_at is not null)`

type Fate = 'in flight' | 'unknown' | 'answered' | 'lost' | 'failed'

/** What became of a call. Who declares it bought closes it and books the loss at one and the same moment. */
const FATE = sql<Fate>`
  case when asks.answered_at is null then case when ${UNFINISHED} then 'in flight' else 'unknown' end
       when asks.fault_code is null then 'answered'
       when asks.fault_code = 'outcome_unknown' then 'unknown'
       when asks.answered_at = max(loss.at) then 'lost'
       else 'failed' end`

type Sums = Awaited<ReturnType<ReturnType<typeof byDay>['execute']>>[number]

function rowOf(row: Sums): ReconciliationRow {
  return {
    day: dayOf(row.day),
    model: row.model,
    engine: row.engine,
    calls: Number(row.calls),
    asked: Number(row.pictures),
    delivered: Number(row.delivered),
    failed: Number(row.failed),
    unknown: Number(row.unknown),
    lost: Number(row.lost),
    inFlight: Number(row.in_flight),
    charged: Number(row.charged),
    lostCost: Number(row.lost_cost),
    held: Number(row.held),
  }
}
