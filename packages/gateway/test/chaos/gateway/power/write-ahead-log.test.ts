import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { sqliteBinding } from '../../../../src/records/sqlite/binding.ts'
import { committedBytes, saltOf } from './write-ahead-log.ts'

describe('what counts of a write-ahead log', () => {
  it('is all of one that just grew', async () => {
    const { write, log } = await database()
    write(3)

    expect(committedBytes(await log())).toBe((await log()).length)
  })

  it('ends before a commit of which one byte is missing', async () => {
    const { write, log } = await database()
    write(1)
    const before = (await log()).length
    write(1)

    expect(committedBytes((await log()).subarray(0, -1))).toBe(before)
  })

  it('ends before a commit in which one byte is wrong', async () => {
    const { write, log } = await database()
    write(1)
    const before = (await log()).length
    write(1)
    const torn = Buffer.from(await log())
    torn.writeUInt8(torn.readUInt8(before + 100) ^ 1, before + 100)

    expect(committedBytes(torn)).toBe(before)
  })

  it('ends before what an older log has left behind it', async () => {
    const { write, log, checkpoint } = await database()
    write(20)
    const salt = saltOf(await log())
    const length = (await log()).length
    checkpoint()
    write(1)

    expect(saltOf(await log())).not.toBe(salt)
    expect((await log()).length).toBe(length)
    expect(committedBytes(await log())).toBeLessThan(length)
    expect(committedBytes(await log())).toBeGreaterThan(0)
  })

  it('is nothing of what is no log', () => {
    expect(committedBytes(Buffer.alloc(0))).toBe(0)
    expect(committedBytes(Buffer.alloc(5000))).toBe(0)
  })
})

async function database() {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-log-'))
  const open = await sqliteBinding()
  const sqlite = open(join(folder, 'a.sqlite'))
  onTestFinished(async () => {
    sqlite.close()
    await rm(folder, { recursive: true, force: true })
  })
  sqlite.exec('pragma journal_mode = wal')
  sqlite.exec('create table things (bytes blob)')
  return {
    log: () => readFile(join(folder, 'a.sqlite-wal')),
    write: (times: number) => {
      for (let time = 0; time < times; time += 1) sqlite.exec('insert into things values (randomblob(3000))')
    },
    checkpoint: () => sqlite.exec('pragma wal_checkpoint(restart)'),
  }
}
