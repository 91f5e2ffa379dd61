import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'

export const webhooks: Migration = {
  async up(database) {
    await endpointTable(database)
    await deliveryTable(database)
    await deliveryIndexes(database)
  },
}

async function endpointTable(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('webhook_endpoints')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('events', 'text')
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('previous_secret', 'text')
    .addColumn('previous_secret_until', 'bigint')
    .addColumn('disabled_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('webhook_endpoints_by_owner')
    .on('webhook_endpoints')
    .columns(['owner_id', 'id'])
    .execute()
}

async function deliveryTable(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('endpoint_id', 'text', (column) =>
      column.references('webhook_endpoints.id').onDelete('cascade'),
    )
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text')
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()
}

async function deliveryIndexes(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createIndex('webhook_deliveries_by_endpoint')
    .on('webhook_deliveries')
    .columns(['endpoint_id', 'id'])
    .execute()
  await schema.createIndex('webhook_deliveries_by_job').on('webhook_deliveries').column('job_id').execute()
  await schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .column('next_at')
    .where(sql<boolean>`status = 'pending'`)
    .execute()
}
