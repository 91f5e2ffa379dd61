import { createHash, randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'

import { beforeEach, describe, expect, it } from 'vitest'

import type { BlobKey, BlobStore } from '../../src/core/ports/blob-store.ts'
import type { Clock } from '../../src/core/ports/clock.ts'
import { ageChapter } from './blob-ages.ts'

export interface BlobStoreTraits {
  /** Its blobs live in the process: no stream can pass it without being held. */
  readonly inMemory: boolean
  /** It gives blobs its own time, which no test can move, instead of the clock's. */
  readonly timesItself: boolean
}

const MB = 1_048_576

/** Every blob store passes these. A store with a special power tests it in its own file. */
export function blobStoreContract(
  name: string,
  open: (clock: Clock) => Promise<BlobStore>,
  traits: BlobStoreTraits,
): void {
  describe(`${name} keeps the BlobStore contract`, () => {
    let blobs: BlobStore
    let time: { now: number }
    beforeEach(async () => {
      const moved = { now: Date.now() }
      time = moved
      blobs = await open({ now: () => moved.now })
    })

    describe('putting and getting', () => exchangeChapter(() => blobs))
    describe('ranges', () => rangeChapter(() => blobs))
    describe('limits and failures', () => limitChapter(() => blobs))
    describe('ages', () => ageChapter(() => ({ blobs, time }), traits))

    it.skipIf(traits.inMemory)('lets 40 MB pass without holding them', async () => {
      const chunk = Buffer.alloc(64 * 1024, 7)
      const before = held()
      let most = 0

      await blobs.put(
        repeated(chunk, 640, () => {
          most = Math.max(most, held() - before)
        }),
      )

      expect(most).toBeLessThan(8 * MB)
    })
  })
}

function exchangeChapter(blobs: () => BlobStore): void {
  it('gives back what it was given, under the name of its hash', async () => {
    const stored = await blobs().put(text('heron'))

    expect(stored).toEqual({ key: nameOf(text('heron')), bytes: 5 })
    expect(await read(blobs().get(stored.key))).toEqual(text('heron'))
    expect(await blobs().head(stored.key)).toBe(5)
  })

  it('hashes a stream of many chunks while it passes', async () => {
    const chunks = Array.from({ length: 500 }, (_, index) => randomBytes((index * 37) % 4_096))
    const whole = Buffer.concat(chunks)

    const stored = await blobs().put(streamOf(chunks))

    expect(stored).toEqual({ key: nameOf(whole), bytes: whole.byteLength })
    expect((await read(blobs().get(stored.key)))?.equals(whole)).toBe(true)
  })

  it('keeps nothing at all as well as anything', async () => {
    const fromBytes = await blobs().put(new Uint8Array())
    const fromStream = await blobs().put(streamOf([]))

    expect(fromBytes).toEqual({ key: nameOf(Buffer.alloc(0)), bytes: 0 })
    expect(fromStream).toEqual(fromBytes)
    expect(await blobs().head(fromBytes.key)).toBe(0)
    expect(await read(blobs().get(fromBytes.key))).toEqual(Buffer.alloc(0))
  })

  it('is not changed by what the caller does to its memory afterwards', async () => {
    const mine = text('mine')
    const reused = text('a')
    const fromBytes = await blobs().put(mine)
    const fromStream = await blobs().put(
      (async function* () {
        yield reused
        reused.fill('b')
        yield reused
      })(),
    )
    mine.fill('x')

    expect(await read(blobs().get(fromBytes.key))).toEqual(text('mine'))
    expect(await read(blobs().get(fromStream.key))).toEqual(text('ab'))
  })

  it('names the same bytes the same way, as bytes or as a stream, at once or one after the other', async () => {
    const content = randomBytes(200_000)

    const stored = await Promise.all([
      blobs().put(content),
      ...Array.from({ length: 8 }, () =>
        blobs().put(streamOf([content.subarray(0, 9), content.subarray(9)])),
      ),
      blobs().put(content),
    ])
    const again = await blobs().put(content)

    expect(new Set([...stored, again].map(({ key }) => key))).toEqual(new Set([nameOf(content)]))
    expect((await read(blobs().get(again.key)))?.equals(content)).toBe(true)
    expect(await blobs().sweep()).toBe(0)
  })

  it('answers undefined for a blob it does not have', async () => {
    expect(await blobs().get(nameOf(text('nobody')))).toBeUndefined()
    expect(await blobs().head(nameOf(text('nobody')))).toBeUndefined()
  })

  it('forgets a removed blob, does not mind being asked twice, and takes it again', async () => {
    const { key } = await blobs().put(text('heron'))
    expect(await blobs().remove(key, Number.POSITIVE_INFINITY)).toBe(true)
    expect(await blobs().remove(key, Number.POSITIVE_INFINITY)).toBe(false)
    expect(await blobs().head(key)).toBeUndefined()

    await blobs().put(text('heron'))

    expect(await read(blobs().get(key))).toEqual(text('heron'))
  })
}

function rangeChapter(blobs: () => BlobStore): void {
  it.for([
    [0, 10, '0123456789'],
    [0, 1, '0'],
    [3, 7, '3456'],
    [9, 10, '9'],
    [5, 5, ''],
    [8, 99, '89'],
    [10, 20, ''],
  ] as const)('from %d to %d is "%s" of "0123456789"', async ([start, end, part]) => {
    const { key } = await blobs().put(text('0123456789'))

    expect(await read(blobs().get(key, { start, end }))).toEqual(text(part))
  })

  it.for([
    [-1, 5],
    [5, 4],
    [0.5, 2],
    [0, Number.NaN],
  ] as const)('from %d to %d is refused', async ([start, end]) => {
    const { key } = await blobs().put(text('0123456789'))

    await expect(blobs().get(key, { start, end })).rejects.toThrow(RangeError)
  })
}

function limitChapter(blobs: () => BlobStore): void {
  it('takes exactly as many bytes as are allowed', async () => {
    expect((await blobs().put(text('12345'), 5)).bytes).toBe(5)
    expect((await blobs().put(streamOf([text('abc'), text('de')]), 5)).bytes).toBe(5)
  })

  it('refuses one byte more, stops reading, and leaves nothing', async () => {
    let reads = 0
    const endless = repeated(text('ab'), Number.POSITIVE_INFINITY, () => {
      reads += 1
    })

    await expect(blobs().put(text('123456'), 5)).rejects.toMatchObject({ code: 'too_large' })
    await expect(blobs().put(endless, 5)).rejects.toMatchObject({ code: 'too_large' })

    expect(reads).toBe(3)
    expect(await blobs().head(nameOf(text('123456')))).toBeUndefined()
    expect(await blobs().sweep()).toBe(0)
  })

  it('leaves nothing of a stream that breaks off, and passes its reason on', async () => {
    const reason = new Error('the upstream hung up')
    const broken = (async function* () {
      yield text('half a ')
      throw reason
    })()

    await expect(blobs().put(broken)).rejects.toBe(reason)

    expect(await blobs().head(nameOf(text('half a ')))).toBeUndefined()
    expect(await blobs().sweep()).toBe(0)
  })

  it('sweeps nothing that is being written', async () => {
    const content = [text('a'), text('b')]
    let swept: number | undefined
    const stored = await blobs().put(
      (async function* () {
        yield* content.slice(0, 1)
        swept = await blobs().sweep()
        yield* content.slice(1)
      })(),
    )

    expect(swept).toBe(0)
    expect(await read(blobs().get(stored.key))).toEqual(text('ab'))
  })

  it.for([
    'sha256-../../../etc/passwd',
    `sha256-${'0'.repeat(63)}/`,
    `sha256-${'A'.repeat(64)}`,
    `sha256-${'0'.repeat(64)}\n`,
    `sha256-${'0'.repeat(65)}`,
    'sha256-',
  ] as const)('takes %j for no key', async (key: BlobKey) => {
    await expect(blobs().get(key)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(blobs().head(key)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(blobs().touch(key)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(blobs().remove(key, 0)).rejects.toMatchObject({ code: 'invalid_request' })
  })
}

function text(content: string): Buffer {
  return Buffer.from(content)
}

function nameOf(bytes: Uint8Array): BlobKey {
  return `sha256-${createHash('sha256').update(bytes).digest('hex')}`
}

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

async function* repeated(chunk: Uint8Array, times: number, onChunk: () => void): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < times; index += 1) {
    onChunk()
    yield chunk
  }
}

async function read(opening: Promise<Readable | undefined>): Promise<Buffer | undefined> {
  const stream = await opening
  if (!stream) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

/** Bytes outside the JavaScript heap, where buffers live. */
function held(): number {
  const { arrayBuffers, external } = process.memoryUsage()
  return arrayBuffers + external
}
