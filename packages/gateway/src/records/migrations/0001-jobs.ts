import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'

export const jobs: Migration = {
  async up(database) {
    await jobTable(database)
    await jobIndexes(database)
    await askTable(database)
    await itemTable(database)
  },
}

async function jobTable(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('dialect', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('prompt_text', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('run_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('cancel_requested', 'integer', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addColumn('cost', 'bigint', (column) => column.notNull())
    .addColumn('warnings', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .execute()
}

async function jobIndexes(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema.createIndex('jobs_by_owner').on('jobs').columns(['owner_id', 'id']).execute()
  await schema.createIndex('jobs_by_status').on('jobs').columns(['status', 'id']).execute()
  await schema.createIndex('jobs_by_model').on('jobs').columns(['model', 'id']).execute()
  await schema.createIndex('jobs_by_body').on('jobs').columns(['key_id', 'body_hash', 'created_at']).execute()
  // Small however many jobs there are: finished ones are not in it.
  await schema
    .createIndex('jobs_due')
    .on('jobs')
    .columns(['due_at', 'id'])
    .where(sql<boolean>`due_at is not null`)
    .execute()
}

async function askTable(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('asks')
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('asked_at', 'bigint')
    .addColumn('ticket', 'text')
    .addColumn('answered_at', 'bigint')
    .addColumn('fault', 'text')
    .addPrimaryKeyConstraint('asks_key', ['job_id', 'part'])
    .execute()
}

async function itemTable(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('items')
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('item_index', 'integer', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('image_id', 'text', (column) => column.unique())
    .addColumn('blob', 'text')
    .addColumn('media_type', 'text')
    .addColumn('bytes', 'bigint')
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('seed', 'bigint')
    .addColumn('recipe', 'text')
    .addColumn('fault', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('items_key', ['job_id', 'item_index'])
    .addCheckConstraint('items_picture_or_fault', sql`(image_id is null) <> (fault is null)`)
    .execute()
  await schema.createIndex('items_by_blob').on('items').columns(['blob', 'created_at']).execute()
}
