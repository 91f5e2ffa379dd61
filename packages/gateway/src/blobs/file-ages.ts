import type { FileHandle } from 'node:fs/promises'
import { rm, stat, utimes } from 'node:fs/promises'

import type { Clock } from '../core/ports/clock.ts'
import { unlessMissing } from './durable-folder.ts'
import type { InTurn } from '../lib/in-turn.ts'

/** What is done to files by their time. Looking at one and changing it is one step for all who take turns at its path. */
export interface FileAges {
  /** Before its file gets its name. */
  stamp(file: FileHandle): Promise<void>
  /** False when there is no file, or one of another size: cut short by somebody. */
  renew(path: string, bytes?: number): Promise<boolean>
  /** False when its time is `before` (epoch ms) or later, or there is no file. */
  remove(path: string, before: number): Promise<boolean>
}

export function fileAges(clock: Clock, inTurn: InTurn): FileAges {
  return {
    async stamp(file) {
      const now = new Date(clock.now())
      await file.utimes(now, now)
    },
    renew: (path, bytes) =>
      inTurn(path, async () => {
        const found = await unlessMissing(stat(path))
        if (found === undefined || found.size !== (bytes ?? found.size)) return false
        const now = new Date(clock.now())
        await utimes(path, now, now)
        return true
      }),
    remove: (path, before) =>
      inTurn(path, async () => {
        const found = await unlessMissing(stat(path))
        if (found === undefined || found.mtimeMs >= before) return false
        await rm(path, { force: true })
        return true
      }),
  }
}
