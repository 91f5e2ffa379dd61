import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { BlobKey } from '../core/ports/blob-store.ts'
import { isBlobKey } from './blob-key.ts'
import { unlessMissing } from './durable-folder.ts'

const DIGITS = /^[0-9a-f]{2}$/

/** Blobs of a folder whose files have a time before `at`. One folder's names are held at a time; strange files are not looked at. */
export async function* filesBefore(folder: string, at: number): AsyncGenerator<BlobKey> {
  for (const first of await namesIn(folder)) {
    if (!DIGITS.test(first)) continue
    for (const second of await namesIn(join(folder, first))) {
      if (DIGITS.test(second)) yield* onShelf(join(folder, first, second), at)
    }
  }
}

async function* onShelf(shelf: string, at: number): AsyncGenerator<BlobKey> {
  for (const name of await namesIn(shelf)) {
    if (!isBlobKey(name)) continue
    const found = await unlessMissing(stat(join(shelf, name)))
    if (found !== undefined && found.mtimeMs < at) yield name
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder))) ?? []
}
