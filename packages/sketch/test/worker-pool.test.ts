import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PictureJob } from '../src/order.ts'
import { inOrder } from '../src/pool/in-order.ts'
import { workerPool, type WorkerPool } from '../src/pool/worker-pool.ts'

const script = new URL('echo-worker.mjs', import.meta.url)
const open: WorkerPool[] = []
const never = new AbortController().signal

function pool(size: number, longestMs = 60_000): WorkerPool {
  const made = workerPool({ script, size, longestMs })
  open.push(made)
  return made
}

function job(prompt: string, index = 0): PictureJob {
  return {
    index,
    seed: 1,
    scene: prompt,
    prompt,
    model: 'm',
    width: 512,
    height: 512,
    panel: undefined,
    references: [],
    watermark: false,
    format: 'png',
    background: 'opaque',
  }
}

afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(open.splice(0).map((one) => one.close()))
})

describe('the pool of drawing threads', () => {
  it('draws more pictures than it has threads', async () => {
    const threads = pool(2)
    const pictures = await Promise.all([0, 1, 2, 3, 4].map((index) => threads.draw(job('a', index), never)))

    expect(pictures.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
  })

  it('hands over the bytes of references and leaves the caller its own', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const picture = await pool(1).draw({ ...job('a'), references: [{ bytes, recipe: undefined }] }, never)

    expect([...picture.bytes]).toEqual([1, 2, 3])
    expect(bytes.byteLength).toBe(3)
  })

  it('never stands still for long while it hands over many large references', async () => {
    const bytes = new Uint8Array(24 * 2 ** 20)
    const references = Array.from({ length: 10 }, () => ({ bytes, recipe: undefined }))
    let [turns, waiting] = [0, true]
    const drawing = pool(1)
      .draw({ ...job('a'), references }, never)
      .finally(() => (waiting = false))
    while (waiting) {
      await new Promise((resolve) => setImmediate(resolve))
      turns += 1
    }

    expect((await drawing).bytes.byteLength).toBe(bytes.byteLength)
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('lets go at once of a picture that waits or is being drawn when it is aborted', async () => {
    const threads = pool(1)
    const [first, second] = [new AbortController(), new AbortController()]
    const drawing = threads.draw(job('never'), first.signal)
    const waiting = threads.draw(job('a'), second.signal)

    second.abort(new Error('changed my mind'))
    await expect(waiting).rejects.toThrow('changed my mind')
    first.abort(new Error('me too'))
    await expect(drawing).rejects.toThrow('me too')
    await expect(threads.draw(job('a'), AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  })

  it('fails the picture of a thread that dies, and replaces the thread', async () => {
    const threads = pool(1)

    await expect(threads.draw(job('die'), never)).rejects.toThrow('The drawing thread ended with code 3.')
    await expect(threads.draw(job('throw'), never)).rejects.toThrow('The drawing thread failed: boom.')
    await expect(threads.draw(job('refuse'), never)).rejects.toThrow('no ink')
    expect((await threads.draw(job('a', 5), never)).index).toBe(5)
  })

  it('gives up a picture that takes too long', async () => {
    await expect(pool(1, 50).draw(job('never'), never)).rejects.toThrow('took too long')
  })

  it('ends a thread that stays idle, and not one that drew or draws meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const threads = workerPool({ script, size: 1, idleMs: 30_000 })
    open.push(threads)
    const thread = async () => (await threads.draw(job('a'), never)).seed

    const first = await thread()
    vi.advanceTimersByTime(29_999)
    expect(await thread()).toBe(first)
    vi.advanceTimersByTime(29_999)
    const drawing = thread()
    vi.advanceTimersByTime(30_000)
    expect(await drawing).toBe(first)
    vi.advanceTimersByTime(30_000)
    expect(await thread()).not.toBe(first)
  })

  it('ends everything when it is closed, and draws no more', async () => {
    const threads = pool(1)
    const pictures = [threads.draw(job('never'), never), threads.draw(job('a'), never)]
    const outcomes = Promise.allSettled(pictures)

    await threads.close()
    await threads.close()

    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(threads.draw(job('a'), never)).rejects.toThrow('Sketch is closed.')
  })
})

describe('the pictures of an order', () => {
  it('come in their order, each when it and those before it are finished', async () => {
    const indexes: number[] = []
    for await (const { index } of inOrder(
      [0, 1, 2, 3].map((at) => job('a', at)),
      pool(2),
      never,
    ))
      indexes.push(index)

    expect(indexes).toEqual([0, 1, 2, 3])
  })

  it('stop with the reason of the abort', async () => {
    const stop = new AbortController()
    const reading = (async () => {
      for await (const picture of inOrder([job('a'), job('never', 1)], pool(1), stop.signal)) {
        expect(picture.index).toBe(0)
        stop.abort(new Error('enough'))
      }
    })()

    await expect(reading).rejects.toThrow('enough')
  })

  it('leave the threads to others when the reader walks away', async () => {
    const threads = pool(2)
    for await (const { index } of inOrder([job('a'), job('never', 1)], threads, never)) {
      expect(index).toBe(0)
      break
    }

    expect((await threads.draw(job('a', 9), never)).index).toBe(9)
  })
})
