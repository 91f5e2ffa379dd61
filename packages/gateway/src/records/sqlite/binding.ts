/** What the records use of `node:sqlite`; `@photostructure/sqlite` is the same for Node versions without it. */
export interface SqliteFile {
  /** Missing in Node 22 before 22.16. */
  readonly isTransaction?: boolean
  exec(statements: string): void
  prepare(statement: string): SqliteStatement
  close(): void
}

export interface SqliteStatement {
  all(...parameters: readonly unknown[]): readonly unknown[]
  run(...parameters: readonly unknown[]): { readonly changes: number | bigint }
  columns(): readonly unknown[]
}

export type OpenSqlite = (file: string) => SqliteFile

const BINDINGS = ['@photostructure/sqlite', 'node:sqlite']

/** The first binding that loads here; the addon has no build for every platform, old Nodes have no SQLite. */
export async function sqliteBinding(names: readonly string[] = BINDINGS): Promise<OpenSqlite> {
  const failures: unknown[] = []
  for (const name of names) {
    try {
      const { DatabaseSync } = (await import(name)) as { DatabaseSync: new (file: string) => SqliteFile }
      return (file) => new DatabaseSync(file)
    } catch (error) {
      failures.push(error)
    }
  }
  throw new AggregateError(
    failures,
    `No SQLite can be loaded on ${process.platform} ${process.arch} with Node ${process.versions.node}. ` +
      'Use Node 22.13 or newer, or set DATABASE_URL to a PostgreSQL.',
  )
}
