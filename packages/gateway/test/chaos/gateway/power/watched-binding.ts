import { sqliteBinding as realBinding } from '../../../../src/records/sqlite/binding.ts'
import type { OpenSqlite, SqliteFile } from '../../../../src/records/sqlite/binding.ts'

/** Does the commit, and whatever else it likes. */
export type AroundCommit = (commit: () => void) => void

let around: AroundCommit = (commit) => commit()

export function watchCommits(watcher: AroundCommit): void {
  around = watcher
}

/**
 * Stands in for `src/records/sqlite/binding.ts` in the bundle of the crash test (`lives/bundle.ts`): files that tell of
 * their commits. The binding's own classes cannot be changed, but what they make can.
 */
export async function sqliteBinding(names?: readonly string[]): Promise<OpenSqlite> {
  const open = await realBinding(names)
  return (file) => {
    const sqlite = open(file)
    const exec = sqlite.exec.bind(sqlite)
    const watched: SqliteFile['exec'] = (statements) =>
      statements === 'commit' ? around(() => exec(statements)) : exec(statements)
    return Object.defineProperty(sqlite, 'exec', { value: watched })
  }
}
