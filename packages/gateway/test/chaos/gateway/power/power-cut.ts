import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'

import { chance } from '../../world/chance.ts'
import type { Chance } from '../../world/chance.ts'
import type { PowerCut } from '../orders.ts'
import type { Unsynced } from './unsynced.ts'
import { committedBytes } from './write-ahead-log.ts'

export interface Disk {
  readonly folder: string
  readonly unsynced: Unsynced
  /** From here on the write-ahead log may be missing; undefined: all of it is there. */
  readonly certainLogBytes: number | undefined
}

/** SQLite's shared memory and the folder's lock: neither outlives the process. */
const MEMORY_ONLY = /-shm$|^dreamgate\.lock/
const LOG = /-wal$/

/**
 * The data folder as a disk may hold it after the power went at this moment. Runs without a pause, so that nothing
 * the gateway does comes in between; what its file system threads do meanwhile was promised to nobody.
 */
export function cutPower(disk: Disk, { folder, greed, seed }: PowerCut): void {
  const die = chance(seed)
  const loses: Loses = greed === 'all' ? () => true : () => die.oneIn(2)
  copyFolder(disk.folder, folder, { disk, die, loses })
}

type Loses = () => boolean

interface Cut {
  readonly disk: Disk
  readonly die: Chance
  readonly loses: Loses
}

/** A name that is lost is gone; under the one it had before a rename it would be a draft, and swept at the start. */
function copyFolder(from: string, to: string, cut: Cut): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of entriesOf(from)) {
    const source = join(from, entry.name)
    if (cut.disk.unsynced.names.has(source) && cut.loses()) continue
    if (entry.isDirectory()) copyFolder(source, join(to, entry.name), cut)
    else if (!MEMORY_ONLY.test(entry.name)) copyFile(source, join(to, entry.name), cut)
  }
}

function copyFile(source: string, target: string, cut: Cut): void {
  const { disk, die, loses } = cut
  if (LOG.test(source)) return writeFileSync(target, tornLog(readFileSync(source), cut))
  if (!disk.unsynced.contents.has(source)) return tolerate(() => copyFileSync(source, target))
  tolerate(() => {
    const bytes = readFileSync(source)
    if (loses()) writeFileSync(target, bytes.subarray(0, loses() ? 0 : die.below(bytes.length + 1)))
    else writeFileSync(target, bytes)
  })
}

/** Cut somewhere behind what is certain, and with the beginning of something that never came to its end. */
function tornLog(log: Buffer, { disk, die, loses }: Cut): Buffer {
  const committed = committedBytes(log)
  const certain = Math.min(disk.certainLogBytes ?? committed, committed)
  const kept = loses() ? certain : certain + die.below(committed - certain + 1)
  const torn = Buffer.from(Array.from({ length: die.below(8192) }, () => die.below(256)))
  return Buffer.concat([log.subarray(0, kept), torn])
}

function entriesOf(folder: string): readonly Dirent[] {
  let entries: readonly Dirent[] = []
  tolerate(() => {
    entries = readdirSync(folder, { withFileTypes: true })
  })
  return entries
}

/** Files come and go while they are copied. */
function tolerate(step: () => void): void {
  try {
    step()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
