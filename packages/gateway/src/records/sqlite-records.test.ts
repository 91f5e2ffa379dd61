import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'

import { recordsContract } from '../../test/contracts/records.ts'
import { journalMode, sqliteRecords } from './open-sqlite.ts'
import { sqliteBinding } from './sqlite/binding.ts'

const folders: string[] = []

recordsContract('SQLite in a file', async () => {
  const file = join(await newFolder(), 'records.sqlite')
  const records = await sqliteRecords({ file })
  return {
    records,
    reopen: async () => {
      await records.close()
      return sqliteRecords({ file })
    },
  }
})

recordsContract('SQLite in memory', async () => ({
  records: await sqliteRecords({ file: ':memory:' }),
}))

describe('a data folder', () => {
  it('is made when it is not there', async () => {
    const records = await sqliteRecords({
      file: join(await newFolder(), 'deep', 'records.sqlite'),
    })

    expect(await records.keys.list()).toEqual([])
    await records.close()
  })

  it('is for one process: a second is told so', async () => {
    const file = join(await newFolder(), 'records.sqlite')
    const other = await otherProcess(file)
    await firstLine(other)

    await expect(sqliteRecords({ file })).rejects.toThrow(/another Dreamgate uses this data folder/)
    await killed(other)
  })

  it('lets one look in beside a server, for a short errand', async () => {
    const file = join(await newFolder(), 'records.sqlite')
    const other = await otherProcess(file)
    await firstLine(other)

    const visitor = await sqliteRecords({ file, beside: true })

    expect(await visitor.keys.find('key_0')).toMatchObject({ id: 'key_0' })
    await visitor.close()
    await killed(other)
  })

  it('is free again the moment its process is killed, with every key that was answered for', async () => {
    const file = join(await newFolder(), 'records.sqlite')
    const other = await otherProcess(file)
    const answered: string[] = []
    for await (const id of createInterface({ input: stdoutOf(other) })) {
      answered.push(id)
      if (answered.length === 200) other.kill('SIGKILL')
    }

    const records = await sqliteRecords({ file })

    const kept = new Set((await records.keys.list()).map(({ id }) => id))
    expect(answered.length).toBeGreaterThanOrEqual(200)
    expect(answered.filter((id) => !kept.has(id))).toEqual([])
    await records.close()
  })

  it('is free again when the records are closed, and when they could not be opened', async () => {
    const file = join(await newFolder(), 'records.sqlite')
    await (await sqliteRecords({ file })).close()

    await expect(sqliteRecords({ file: join(file, '..', '.') })).rejects.toThrow()

    await (await sqliteRecords({ file })).close()
  })
})

describe('the SQLite underneath', () => {
  it('writes ahead only in versions that cannot corrupt the log', () => {
    expect(journalMode('3.51.2')).toBe('truncate')
    expect(journalMode('3.51.3')).toBe('wal')
    expect(journalMode('3.53.0')).toBe('wal')
    expect(journalMode('3.7.17')).toBe('truncate')
  })

  it('is the next binding when one cannot be loaded', async () => {
    const open = await sqliteBinding(['@dreamgate/not-there', '@photostructure/sqlite'])

    expect(open(':memory:').prepare('select 1 as one').all()).toEqual([{ one: 1 }])
  })

  it('says what to do when no binding can be loaded', async () => {
    await expect(sqliteBinding(['@dreamgate/not-there'])).rejects.toThrow(/Use Node 22\.13 or newer/)
  })
})

/** Another process that has the records open and writes keys, one line of output for each that was answered for. */
async function otherProcess(file: string): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-records-'))
  folders.push(folder)
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  const outfile = join(folder, 'other.mjs')
  await build({
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    stdin: { contents: WRITER, resolveDir: import.meta.dirname, loader: 'ts' },
  })
  return spawn(process.execPath, [outfile, file], { stdio: ['ignore', 'pipe', 'inherit'] })
}

const WRITER = `
  import { sqliteRecords } from './open-sqlite.ts'
  const records = await sqliteRecords({ file: process.argv[2] })
  for (let next = 0; ; next += 1) {
    const id = 'key_' + next
    const key = { id, name: '', ownerId: id, prefix: '', scopes: [], createdAt: next }
    await records.transaction((inside) => inside.keys.insert(key, id))
    process.stdout.write(id + '\\n')
  }
`

function stdoutOf(child: ChildProcess): NonNullable<ChildProcess['stdout']> {
  if (!child.stdout) throw new Error('no output')
  return child.stdout
}

async function firstLine(child: ChildProcess): Promise<void> {
  await once(stdoutOf(child), 'data')
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-records-'))
  folders.push(folder)
  return join(folder, 'data')
}
