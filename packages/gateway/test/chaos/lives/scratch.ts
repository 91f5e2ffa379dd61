import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'

/** A folder that is gone when it is removed, and at the latest when this process ends. */
export interface Scratch {
  readonly path: string
  remove(): Promise<void>
}

const all = new Set<string>()

process.once('exit', () => {
  for (const path of all) rmSync(path, { recursive: true, force: true })
})

/** `prefix`: a path to which six characters are added. */
export async function scratch(prefix: string): Promise<Scratch> {
  const path = await mkdtemp(prefix)
  all.add(path)
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true })
      all.delete(path)
    },
  }
}
