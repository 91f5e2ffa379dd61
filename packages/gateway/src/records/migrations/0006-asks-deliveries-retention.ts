import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'

/** Asks remember how a job was cut; losses are spend; deliveries have an order and an end; what is kept has an age. */
export const asksDeliveriesRetention: Migration = {
  async up(database) {
    await askColumns(database)
    await moneyIndexes(database)
    await webhookColumns(database)
    await ages(database)
    await jobReferences(database)
  },
}

async function askColumns(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .alterTable('asks')
    .addColumn('first_index', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema
    .alterTable('asks')
    .addColumn('pictures', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  await schema.alterTable('asks').addColumn('fault_code', 'text').execute()
  await codesOfFormerFaults(database as Kysely<Tables>, { table: 'asks', place: 'part' })
  await schema
    .createIndex('asks_by_time')
    .on('asks')
    .column('asked_at')
    .where(sql<boolean>`asked_at is not null`)
    .execute()
}

async function codesOfFormerFaults(
  database: Kysely<Tables>,
  { table, place }: { readonly table: 'asks' | 'items'; readonly place: 'part' | 'item_index' },
): Promise<void> {
  const [rows, key] = [sql.table(table), sql.ref(place)]
  const faults = await sql<{ readonly job_id: string; readonly place: number; readonly fault: string }>`
    select job_id, ${key} as place, fault from ${rows} where fault is not null`.execute(database)
  for (const { job_id: jobId, place: at, fault } of faults.rows) {
    const { code } = JSON.parse(fault) as { readonly code: string }
    await sql`update ${rows} set fault_code = ${code} where job_id = ${jobId} and ${key} = ${at}`.execute(
      database,
    )
  }
}

async function moneyIndexes(database: Kysely<unknown>): Promise<void> {
  await database.schema.dropIndex('ledger_settled').execute()
  await database.schema
    .createIndex('ledger_spent')
    .on('ledger')
    .column('at')
    .where(sql<boolean>`kind in ('settle', 'loss')`)
    .execute()
}

async function webhookColumns(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema.alterTable('webhook_endpoints').addColumn('key_id', 'text').execute()
  await schema
    .alterTable('webhook_deliveries')
    .addColumn('target', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await schema
    .alterTable('webhook_deliveries')
    .addColumn('give_up_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema
    .createIndex('webhook_deliveries_in_order')
    .on('webhook_deliveries')
    .columns(['target', 'job_id', 'id'])
    .where(sql<boolean>`status = 'pending'`)
    .execute()
  await schema.dropIndex('webhook_deliveries_due').execute()
  await schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .columns(['endpoint_id', 'next_at', 'id'])
    .where(sql<boolean>`status = 'pending'`)
    .execute()
}

async function ages(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema.alterTable('items').addColumn('removed_at', 'bigint').execute()
  await schema.alterTable('items').addColumn('fault_code', 'text').execute()
  await codesOfFormerFaults(database as Kysely<Tables>, { table: 'items', place: 'item_index' })
  await schema
    .createIndex('items_by_age')
    .on('items')
    .column('created_at')
    .where(sql<boolean>`image_id is not null and removed_at is null`)
    .execute()
  await schema
    .createIndex('jobs_by_end')
    .on('jobs')
    .columns(['finished_at', 'id'])
    .where(sql<boolean>`finished_at is not null`)
    .execute()
  await schema.createIndex('idempotency_by_age').on('idempotency').column('created_at').execute()
  await schema.createIndex('idempotency_by_job').on('idempotency').column('job_id').execute()
  await schema
    .createIndex('webhook_deliveries_by_end')
    .on('webhook_deliveries')
    .column('finished_at')
    .where(sql<boolean>`finished_at is not null`)
    .execute()
}

async function jobReferences(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('job_references')
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('blob', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_references_key', ['job_id', 'blob'])
    .execute()
  await schema.createIndex('job_references_by_blob').on('job_references').column('blob').execute()
  await factsOfFormerJobs(database as Kysely<Tables>)
}

interface Tables {
  readonly jobs: { readonly id: string; readonly plan: string }
  readonly asks: {
    readonly job_id: string
    readonly part: number
    readonly first_index: number
    readonly pictures: number
  }
  readonly job_references: { readonly job_id: string; readonly blob: string }
}

/** What a plan said before there were columns for it. */
interface FormerPlan {
  readonly references: readonly { readonly blob: string }[]
  readonly mask?: { readonly blob: string }
  readonly mode: 'independent' | 'sequence'
  readonly count: number
}

const FORMER_WAIT_MS = 600_000

async function factsOfFormerJobs(database: Kysely<Tables>): Promise<void> {
  for (const { id, plan } of await database.selectFrom('jobs').select(['id', 'plan']).execute()) {
    const former = JSON.parse(plan) as FormerPlan
    const whole = JSON.stringify({ waitMs: FORMER_WAIT_MS, base: '', ...former })
    await database.updateTable('jobs').where('id', '=', id).set({ plan: whole }).execute()
    await writeReferences(database, id, former)
    await writeCut(database, id, former)
  }
}

async function writeReferences(
  database: Kysely<Tables>,
  id: string,
  { references, mask }: FormerPlan,
): Promise<void> {
  const blobs = new Set([...references, ...(mask === undefined ? [] : [mask])].map(({ blob }) => blob))
  const rows = Array.from(blobs, (blob) => ({ job_id: id, blob }))
  if (rows.length > 0) await database.insertInto('job_references').values(rows).execute()
}

/** As many pictures an ask as make so many asks of the count; the last one makes the rest. */
async function writeCut(database: Kysely<Tables>, id: string, { mode, count }: FormerPlan): Promise<void> {
  const asks = await database.selectFrom('asks').select('part').where('job_id', '=', id).execute()
  const each = mode === 'sequence' ? count : Math.ceil(count / asks.length)
  for (const { part } of asks) {
    const first = part * each
    const cut = { first_index: first, pictures: Math.max(1, Math.min(each, count - first)) }
    await database.updateTable('asks').where('job_id', '=', id).where('part', '=', part).set(cut).execute()
  }
}
