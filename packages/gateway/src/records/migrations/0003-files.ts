import type { Migration } from 'kysely'

export const files: Migration = {
  async up(database) {
    await database.schema
      .createTable('files')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner_id', 'text', (column) => column.notNull())
      .addColumn('blob', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('files_by_owner')
      .on('files')
      .columns(['owner_id', 'created_at'])
      .execute()
    await database.schema.createIndex('files_by_blob').on('files').column('blob').execute()
  },
}
