import { join } from 'node:path'

import type { OpenSqlite } from './binding.ts'

const SQLITE_BUSY = 5

/**
 * Takes the folder for this process. The lock is an open exclusive transaction on an empty database, so a lock of
 * the operating system: it ends with the process, however that ends, and is never stale.
 */
export function lockFolder(folder: string, open: OpenSqlite): { release(): void } {
  const lock = open(join(folder, 'dreamgate.lock'))
  try {
    lock.exec('pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new Error(
      `Cannot start: another Dreamgate uses this data folder, ${folder}. Stop it, or choose another folder.`,
      { cause: error },
    )
  }
  return { release: () => lock.close() }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
