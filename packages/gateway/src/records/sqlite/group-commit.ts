import type { SqliteFile } from './binding.ts'

/**
 * One commit, and so one wait for the disk, for everything that was written since the last turn of the event loop.
 *
 *   closed ──a write──► open ──end of the turn──► closed     committed: everybody's `durable` resolves
 *                        └────SQLite gave up────► closed     rolled back: everybody's `durable` rejects
 *
 * Whoever ran a statement while a group was open waits for it, readers too: nobody hears of a row that a power
 * failure could still take back.
 */
export interface GroupCommit {
  /** The open group; opens one when there is none. */
  open(): void
  /** Resolves when the open group is on disk; undefined when none is open. */
  durable(): Promise<void> | undefined
  /** Ends the group. Only between transactions of its members. */
  commit(): void
  /** After a failed statement: SQLite undoes the whole group for some faults (disk full, read error). */
  checkAlive(cause: unknown): void
}

interface Group {
  readonly durable: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** `onOpen` is told when there is something to commit. */
export function groupCommit(file: SqliteFile, onOpen: () => void): GroupCommit {
  let group: Group | undefined
  const fail = (cause: unknown): void => {
    group?.reject(new Error('The records could not be written.', { cause }))
    group = undefined
  }
  return {
    open() {
      if (group) return
      file.exec('begin immediate')
      group = newGroup()
      onOpen()
    },
    durable: () => group?.durable,
    commit() {
      if (!group) return
      try {
        file.exec('commit')
        group.resolve()
        group = undefined
      } catch (error) {
        fail(error)
        rollBack(file)
      }
    },
    checkAlive(cause) {
      if (group && file.isTransaction === false) fail(cause)
    },
  }
}

function newGroup(): Group {
  let settle: Pick<Group, 'resolve' | 'reject'> | undefined
  const durable = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  // A group that failed before one of its members came to wait must not end the process.
  durable.catch(() => undefined)
  return { durable, resolve: () => settle?.resolve(), reject: (error) => settle?.reject(error) }
}

function rollBack(file: SqliteFile): void {
  try {
    file.exec('rollback')
  } catch {
    // SQLite had rolled back by itself.
  }
}
