import type { Dialect, DialectAdapter } from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

import type { SqliteFile } from './binding.ts'
import { sqliteDriver } from './driver.ts'

export function sqliteDialect(file: SqliteFile): Dialect {
  return {
    createDriver: () => sqliteDriver(file),
    createAdapter: transactionalAdapter,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (database) => new SqliteIntrospector(database),
  }
}

/** Kysely runs SQLite's migrations outside a transaction; SQLite can do better, and a crash leaves no half tables. */
function transactionalAdapter(): DialectAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true })
}
