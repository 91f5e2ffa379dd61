import { expect, it } from 'vitest'

import type { BlobKey, BlobStore, StoredBlob } from '../../src/core/ports/blob-store.ts'

const HOUR = 3_600_000

interface Aging {
  readonly blobs: BlobStore
  /** What the store's clock says; to be moved. */
  readonly time: { now: number }
}

/** Steps of an hour and more, so that a store that counts in seconds keeps it too. */
export function ageChapter(current: () => Aging, { timesItself }: { readonly timesItself: boolean }): void {
  it('finds and removes what is older than a moment, and nothing that is not', async () => {
    const { blobs, time } = current()
    const { key } = await blobs.put(bytes('heron'))

    expect(await olderThan(blobs, time.now - HOUR)).toEqual([])
    expect(await blobs.remove(key, time.now - HOUR)).toBe(false)
    expect(await blobs.head(key)).toBe(5)

    expect(await olderThan(blobs, time.now + HOUR)).toEqual([key])
    expect(await blobs.remove(key, time.now + HOUR)).toBe(true)
    expect(await blobs.head(key)).toBeUndefined()
    expect(await olderThan(blobs, time.now + HOUR)).toEqual([])
  })

  it('touches no blob that is not there, and makes none', async () => {
    const { blobs, time } = current()
    const { key } = await blobs.put(bytes('heron'))
    await blobs.remove(key, time.now + HOUR)

    expect(await blobs.touch(key)).toBe(false)

    expect(await blobs.head(key)).toBeUndefined()
  })

  it('names every old one of many while they are removed', async () => {
    const { blobs, time } = current()
    const put = await Promise.all(
      Array.from({ length: 40 }, (_, index) => blobs.put(bytes(`heron ${index}`))),
    )

    const found: BlobKey[] = []
    for await (const key of blobs.olderThan(time.now + HOUR)) {
      found.push(key)
      await blobs.remove(key, time.now + HOUR)
    }

    expect(found.toSorted()).toEqual(put.map(({ key }) => key).toSorted())
  })

  it.skipIf(timesItself).for(renewals)('is young again once its bytes were %s', async ([, renew]) => {
    const { blobs, time } = current()
    const { key } = await blobs.put(bytes('heron'))
    const early = time.now + HOUR
    time.now += 2 * HOUR

    await renew(blobs, key)

    expect(await olderThan(blobs, early)).toEqual([])
    expect(await blobs.remove(key, early)).toBe(false)
    expect(await blobs.head(key)).toBe(5)
  })

  it.skipIf(timesItself).for(renewals)(
    'is there when it was removed as old while its bytes were %s',
    async ([, renew]) => {
      const { blobs, time } = current()
      for (let round = 0; round < 50; round += 1) {
        const { key } = await blobs.put(bytes('heron'))
        const early = time.now + HOUR
        time.now += 2 * HOUR

        const [said, removed] = await Promise.all([renew(blobs, key), blobs.remove(key, early)])

        expect({ round, said, removed, there: await blobs.head(key) }).toEqual({
          round,
          said,
          removed,
          there: said === false ? undefined : 5,
        })
      }
    },
  )
}

type Renewal = readonly [
  how: string,
  renew: (blobs: BlobStore, key: BlobKey) => Promise<StoredBlob | boolean>,
]

const renewals: readonly Renewal[] = [
  ['put again', (blobs) => blobs.put(bytes('heron'))],
  ['put again as a stream', (blobs) => blobs.put(inPieces('heron'))],
  ['touched', (blobs, key) => blobs.touch(key)],
]

function bytes(content: string): Buffer {
  return Buffer.from(content)
}

async function* inPieces(content: string): AsyncGenerator<Uint8Array> {
  for (const letter of content) yield bytes(letter)
}

async function olderThan(blobs: BlobStore, at: number): Promise<readonly BlobKey[]> {
  const keys: BlobKey[] = []
  for await (const key of blobs.olderThan(at)) keys.push(key)
  return keys
}
