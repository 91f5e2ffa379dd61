import type { Migration } from 'kysely'

export const auditLog: Migration = {
  async up(database) {
    await database.schema
      .createTable('audit_log')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor_key_id', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('audit_log_by_time').on('audit_log').column('at').execute()
    await database.schema
      .createIndex('audit_log_by_subject')
      .on('audit_log')
      .columns(['subject', 'at'])
      .execute()
  },
}
