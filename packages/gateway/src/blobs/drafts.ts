import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { durableFolder, syncFolder, unlessMissing } from './durable-folder.ts'
import type { InTurn } from '../lib/in-turn.ts'

/** Files that nobody can see before they are whole and on the disk. */
export interface Drafts {
  /** `fill` writes the file and says where it goes. When it throws, nothing is left. */
  write<Result>(fill: (file: FileHandle) => Promise<Finished<Result>>): Promise<Result>
  /** Removes drafts that no `write` of this process is at work on. Returns how many. */
  sweep(): Promise<number>
}

export interface Finished<Result> {
  readonly result: Result
  /** The folder of `path`; made when it is not there. */
  readonly shelf: string
  /** In the same file system as the drafts. A file that is there is replaced. */
  readonly path: string
}

/** `inTurn`: of whoever else changes what lies at the paths, by path. */
export function draftsIn(folder: string, inTurn: InTurn): Drafts {
  const inFlight = new Set<string>()
  return {
    async write(fill) {
      const name = randomUUID()
      const draft = join(folder, name)
      inFlight.add(name)
      try {
        await durableFolder(folder)
        const { result, shelf, path } = await filled(draft, fill)
        await inTurn(path, async () => {
          await durableFolder(shelf)
          await rename(draft, path)
          await syncFolder(shelf)
        })
        return result
      } finally {
        await rm(draft, { force: true })
        inFlight.delete(name)
      }
    },
    async sweep() {
      const names = (await unlessMissing(readdir(folder))) ?? []
      const abandoned = names.filter((name) => !inFlight.has(name))
      for (const name of abandoned) await rm(join(folder, name), { force: true })
      return abandoned.length
    },
  }
}

async function filled<Result>(path: string, fill: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'wx', 0o600)
  try {
    const result = await fill(file)
    await file.sync()
    return result
  } finally {
    await file.close()
  }
}
