import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import type { SqliteFile } from './binding.ts'
import { sqliteBinding } from './binding.ts'
import { sqliteDialect } from './dialect.ts'

interface Tables {
  readonly notes: { readonly text: string }
}

describe('writes on the one connection of an SQLite file', () => {
  it('are committed together when they come together', async () => {
    const { notes, commits } = await newNotes()

    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        notes
          .insertInto('notes')
          .values({ text: `${index}` })
          .execute(),
      ),
    )

    expect(commits()).toBe(1)
    expect(await countOf(notes)).toBe(50)
  })

  it('resolve only when the group they belong to is committed', async () => {
    const { notes, commits } = await newNotes()

    await notes.transaction().execute((inside) => inside.insertInto('notes').values({ text: 'a' }).execute())

    expect(commits()).toBe(1)
  })

  it('are not heard of by a reader before they are committed', async () => {
    const { notes, commits } = await newNotes()

    void notes.insertInto('notes').values({ text: 'a' }).execute()
    const seen = await countOf(notes)

    expect({ seen, commits: commits() }).toEqual({ seen: 1, commits: 1 })
  })

  it('all reject when the commit fails, and the next group is not touched by it', async () => {
    const { notes, failNext } = await newNotes()
    failNext('commit', 'keep nothing')

    const outcomes = await Promise.allSettled([
      notes.insertInto('notes').values({ text: 'a' }).execute(),
      notes.transaction().execute((inside) => inside.insertInto('notes').values({ text: 'b' }).execute()),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await countOf(notes)).toBe(0)
    await notes.insertInto('notes').values({ text: 'c' }).execute()
    expect(await countOf(notes)).toBe(1)
  })

  it('all reject when SQLite gives the group up in the middle of a transaction', async () => {
    const { notes } = await newNotes()
    const neighbour = notes.insertInto('notes').values({ text: 'a' }).execute()

    const lost = notes.transaction().execute(async (inside) => {
      await inside.insertInto('notes').values({ text: 'b' }).execute()
      await sql`insert or rollback into notes (text) values (null)`.execute(inside).catch(() => undefined)
      await inside.insertInto('notes').values({ text: 'c' }).execute()
    })

    await expect(lost).rejects.toThrow('SQLite has undone this transaction')
    await expect(neighbour).rejects.toThrow('could not be written')
    expect(await countOf(notes)).toBe(0)
  })

  it('that are under way are on disk before the file is closed', async () => {
    const { notes, commits } = await newNotes()
    let closed: Promise<void> | undefined

    await notes.transaction().execute(async (inside) => {
      closed = notes.destroy()
      await inside.insertInto('notes').values({ text: 'a' }).execute()
    })

    await closed
    expect(commits()).toBe(1)
  })
})

async function newNotes() {
  const open = await sqliteBinding()
  const { file, commits, failNext } = watched(open(':memory:'))
  file.exec('create table notes (text text not null)')
  return { notes: new Kysely<Tables>({ dialect: sqliteDialect(file) }), commits, failNext }
}

/** The same file, counting its commits; it can be told to fail at one. */
function watched(file: SqliteFile) {
  let commits = 0
  let failing: { readonly statement: string; readonly reason: string } | undefined
  const spied: SqliteFile = {
    get isTransaction() {
      return file.isTransaction ?? false
    },
    exec(statements) {
      if (failing?.statement === statements) {
        const { reason } = failing
        failing = undefined
        throw new Error(reason)
      }
      file.exec(statements)
      if (statements === 'commit') commits += 1
    },
    prepare: (statement) => file.prepare(statement),
    close: () => file.close(),
  }
  const failNext = (statement: string, reason: string): void => {
    failing = { statement, reason }
  }
  return { file: spied, commits: () => commits, failNext }
}

async function countOf(notes: Kysely<Tables>): Promise<number> {
  const rows = await notes.selectFrom('notes').selectAll().execute()
  return rows.length
}
