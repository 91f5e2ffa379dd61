import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'

export const keysAndMoney: Migration = {
  async up(database) {
    await keyTable(database)
    await ledgerTable(database)
    await idempotencyTable(database)
  },
}

async function keyTable(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('keys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('prefix', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('models', 'text')
    .addColumn('requests_per_minute', 'integer')
    .addColumn('images_per_minute', 'integer')
    .addColumn('monthly_budget', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
}

/** No reference to `jobs`: money is remembered longer than pictures are. */
async function ledgerTable(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('ledger')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('micros', 'bigint', (column) => column.notNull())
    .addColumn('images', 'integer', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('engine', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('counted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_key', ['job_id', 'kind'])
    .execute()
  // Holds the money as well, so that a budget is summed from the index alone.
  await schema.createIndex('ledger_by_key').on('ledger').columns(['key_id', 'counted_at', 'micros']).execute()
  await schema
    .createIndex('ledger_settled')
    .on('ledger')
    .column('at')
    .where(sql<boolean>`kind = 'settle'`)
    .execute()
}

async function idempotencyTable(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('idempotency')
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_row', ['key_id', 'idempotency_key'])
    .execute()
}
