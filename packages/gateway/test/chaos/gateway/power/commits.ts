import { readFileSync, statSync } from 'node:fs'

import { COMMIT } from '../crash-points.ts'
import type { Fate } from '../fate.ts'
import { watchCommits } from './watched-binding.ts'
import { committedBytes, saltOf } from './write-ahead-log.ts'

/** How much of the write-ahead log is on the disk for certain. */
export interface DiskLog {
  /** undefined: all of it, no commit is under way. */
  certainBytes: number | undefined
}

const HEADER_BYTES = 32

/** Puts crash points round every commit of SQLite; `during` one, the log is on its way to the disk. */
export function commitPoints(database: string, fate: Fate): DiskLog {
  const log: DiskLog = { certainBytes: undefined }
  watchCommits((commit) => {
    fate.pass(COMMIT.before)
    const before = fate.expects(COMMIT.during) ? stateOf(database) : undefined
    commit()
    if (before !== undefined) log.certainBytes = certainBytes(before, stateOf(database))
    fate.pass(COMMIT.during)
    fate.pass(COMMIT.after)
  })
  return log
}

interface DatabaseState {
  readonly log: Buffer
  /** When the database itself was last written, which a checkpoint does. */
  readonly writtenAt: bigint
}

function stateOf(database: string): DatabaseState {
  return { log: logOf(database), writtenAt: statSync(database, { bigint: true }).mtimeNs }
}

/** Empty where there is none: SQLite versions that do not use one here write the database itself. */
function logOf(database: string): Buffer {
  try {
    return readFileSync(`${database}-wal`)
  } catch {
    return Buffer.alloc(0)
  }
}

/** A checkpoint syncs the log before it writes the database; a log that is begun anew has its head synced first. */
function certainBytes(before: DatabaseState, after: DatabaseState): number {
  if (before.writtenAt !== after.writtenAt) return committedBytes(after.log)
  return saltOf(before.log) === saltOf(after.log) ? committedBytes(before.log) : HEADER_BYTES
}
