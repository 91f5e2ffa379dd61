import type { FileHandle } from 'node:fs/promises'
import { open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import type { BlobKey, BlobStore, StoredBlob } from '../core/ports/blob-store.ts'
import type { Clock } from '../core/ports/clock.ts'
import { digestOf } from './blob-key.ts'
import { draftsIn } from './drafts.ts'
import { syncFolder, unlessMissing } from './durable-folder.ts'
import { fileAges } from './file-ages.ts'
import { inTurn } from '../lib/in-turn.ts'
import { identified, measured } from './measured.ts'
import type { Range } from './range.ts'
import { requireRange } from './range.ts'
import { filesBefore } from './shelves.ts'

export interface DiskOptions {
  /** Made when the first blob comes. */
  readonly folder: string
  /** Gives the files their time. */
  readonly clock?: Clock
}

/**
 * One file a blob, `ab/cd/sha256-abcd…`. A file has its name only when all of it is on the disk: it is written
 * under another in `unfinished/`, synced, and renamed, and then the folder that names it is synced as well. A blob's
 * time is the file's; whatever looks at a file and then changes it has the path for itself meanwhile, which is enough
 * because the folder belongs to one process.
 */
export function diskBlobs({ folder, clock = { now: () => Date.now() } }: DiskOptions): BlobStore {
  const atPath = inTurn()
  const ages = fileAges(clock, atPath)
  const drafts = draftsIn(join(folder, 'unfinished'), atPath)
  const placeOf = (key: BlobKey): Place => {
    const digest = digestOf(key)
    const shelf = join(folder, digest.slice(0, 2), digest.slice(2, 4))
    return { shelf, path: join(shelf, key) }
  }

  /** Bytes that are there already are not written again. */
  async function putBytes(bytes: Uint8Array, maxBytes?: number): Promise<StoredBlob> {
    const stored = identified(bytes, maxBytes)
    const place = placeOf(stored.key)
    if (await ages.renew(place.path, stored.bytes)) {
      await syncFolder(place.shelf)
      return stored
    }
    return drafts.write(async (file) => {
      await file.writeFile(bytes)
      await ages.stamp(file)
      return { result: stored, ...place }
    })
  }

  function putStream(content: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<StoredBlob> {
    return drafts.write(async (file) => {
      const { chunks, total } = measured(content, maxBytes)
      await writeFile(file, chunks)
      await ages.stamp(file)
      const stored = total()
      return { result: stored, ...placeOf(stored.key) }
    })
  }

  return {
    async put(content, maxBytes) {
      return content instanceof Uint8Array ? putBytes(content, maxBytes) : putStream(content, maxBytes)
    },
    touch: async (key) => ages.renew(placeOf(key).path),
    async get(key, range) {
      const { path } = placeOf(key)
      if (range) requireRange(range)
      const file = await unlessMissing(open(path, 'r'))
      return file && streamOf(file, range)
    },
    head: async (key) => (await unlessMissing(stat(placeOf(key).path)))?.size,
    olderThan: (at) => filesBefore(folder, at),
    remove: async (key, before) => ages.remove(placeOf(key).path, before),
    sweep: () => drafts.sweep(),
  }
}

interface Place {
  readonly shelf: string
  readonly path: string
}

async function streamOf(file: FileHandle, range: Range | undefined): Promise<Readable> {
  if (range === undefined) return file.createReadStream()
  if (range.start < range.end) return file.createReadStream({ start: range.start, end: range.end - 1 })
  await file.close()
  return Readable.from([])
}
