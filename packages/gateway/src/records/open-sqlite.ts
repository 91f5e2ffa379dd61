import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

import { Kysely } from 'kysely'

import type { Records } from '../core/ports/records.ts'
import { kyselyRecords } from './kysely-records.ts'
import { migrate } from './migrations/migrate.ts'
import type { Database } from './queries/schema.ts'
import type { OpenSqlite, SqliteFile } from './sqlite/binding.ts'
import { sqliteBinding } from './sqlite/binding.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import { lockFolder } from './sqlite/folder-lock.ts'

export interface SqliteOptions {
  /** Its folder is made when it is not there, and taken for this process alone. `:memory:` keeps nothing. */
  readonly file: string
  /** Looks in beside a server that may have taken the folder, for short errands: making a key. */
  readonly beside?: boolean
}

export async function sqliteRecords({ file, beside = false }: SqliteOptions): Promise<Records> {
  const open = await sqliteBinding()
  const lock = file === ':memory:' ? undefined : await openFolder(dirname(resolve(file)), { beside, open })
  try {
    const database = new Kysely<Database>({ dialect: sqliteDialect(openDurably(file, open)) })
    await migrate(database)
    return kyselyRecords(database, async () => {
      await database.destroy()
      lock?.release()
    })
  } catch (error) {
    lock?.release()
    throw error
  }
}

async function openFolder(
  folder: string,
  { beside, open }: { readonly beside: boolean; readonly open: OpenSqlite },
): Promise<{ release(): void } | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return beside ? undefined : lockFolder(folder, open)
}

/** `synchronous = full`: a commit returns when the disk has it. */
function openDurably(file: string, open: OpenSqlite): SqliteFile {
  const sqlite = open(file)
  sqlite.exec('pragma busy_timeout = 30000; pragma foreign_keys = on; pragma synchronous = full')
  sqlite.exec(`pragma journal_mode = ${journalMode(versionOf(sqlite))}`)
  return sqlite
}

function versionOf(sqlite: SqliteFile): string {
  const [row] = sqlite.prepare('select sqlite_version() as version').all() as readonly { version: string }[]
  return row?.version ?? '0.0.0'
}

/** WAL, but for versions that can corrupt it at a reset (3.7.0 to 3.51.2; fixed in 3.51.3, March 2026). */
export function journalMode(version: string): 'wal' | 'truncate' {
  return version.localeCompare('3.51.3', 'en', { numeric: true }) >= 0 ? 'wal' : 'truncate'
}
