import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { blobStoreContract } from '../../test/contracts/blob-store.ts'
import type { BlobKey } from '../core/ports/blob-store.ts'
import { diskBlobs } from './disk.ts'
import { draftsIn } from './drafts.ts'

const folders: string[] = []

blobStoreContract('disk', async (clock) => diskBlobs({ folder: await newFolder(), clock }), {
  inMemory: false,
  timesItself: false,
})

describe('blobs on disk', () => {
  it('lie two folders deep under the first digits of their hash', async () => {
    const folder = await newFolder()
    const { key } = await diskBlobs({ folder }).put(Buffer.from('heron'))
    const digest = key.slice('sha256-'.length)

    expect((await stat(join(folder, digest.slice(0, 2), digest.slice(2, 4), key))).size).toBe(5)
  })

  it('outlive the store that wrote them', async () => {
    const folder = await newFolder()
    const { key } = await diskBlobs({ folder }).put(Buffer.from('heron'))

    expect(await diskBlobs({ folder }).head(key)).toBe(5)
  })

  it('that a process left half written are swept by the next one', async () => {
    const folder = await newFolder()
    const half = deferred()
    const died = deferred()
    const interrupted = diskBlobs({ folder }).put(
      (async function* () {
        yield Buffer.from('half')
        half.resolve()
        await died.promise
      })(),
    )
    await half.promise

    const next = diskBlobs({ folder })

    expect(await next.sweep()).toBe(1)
    expect(await next.sweep()).toBe(0)
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
    died.resolve()
    await expect(interrupted).rejects.toThrow('ENOENT')
  })

  it('leave no draft behind, whatever happened', async () => {
    const folder = await newFolder()
    const blobs = diskBlobs({ folder })
    await blobs.put(Buffer.from('heron'))
    await blobs.put(Buffer.from('heron'))
    await blobs.put(Buffer.from('too much'), 3).catch(() => undefined)

    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  it('are looked for on their shelves only', async () => {
    const folder = await newFolder()
    const blobs = diskBlobs({ folder })
    const { key } = await blobs.put(Buffer.from('heron'))
    await writeFile(join(folder, 'notes.txt'), 'an operator was here')
    await writeFile(join(folder, key.slice(7, 9), key.slice(9, 11), 'thumbs.db'), '')
    await writeFile(join(folder, 'unfinished', key), '')

    const found: BlobKey[] = []
    for await (const old of blobs.olderThan(Number.POSITIVE_INFINITY)) found.push(old)

    expect(found).toEqual([key])
  })

  it('come to their place only in the turn of that place, so that no removal of what lay there takes them', async () => {
    const folder = await newFolder()
    const shelf = join(folder, 'shelf')
    const path = join(shelf, 'heron')
    const turns: unknown[] = []
    const drafts = draftsIn(join(folder, 'unfinished'), async (name, work) => {
      const before = existsSync(path)
      const value = await work()
      turns.push({ name, before, after: existsSync(path) })
      return value
    })

    await drafts.write(async () => ({ result: undefined, shelf, path }))

    expect(turns).toEqual([{ name: path, before: false, after: true }])
  })

  it('that were cut short are made whole when the same bytes come again', async () => {
    const folder = await newFolder()
    const blobs = diskBlobs({ folder })
    const { key } = await blobs.put(Buffer.from('heron'))
    await truncate(join(folder, key.slice(7, 9), key.slice(9, 11), key), 2)

    await blobs.put(Buffer.from('heron'))

    expect(await blobs.head(key)).toBe(5)
  })
})

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-blobs-'))
  folders.push(folder)
  return join(folder, 'blobs')
}

function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let open: () => void = () => undefined
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, resolve: () => open() }
}
