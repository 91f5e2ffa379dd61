import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { JobQueue } from '../../src/core/ports/queue.ts'

/** What a queue is opened over: the job rows, as far as a queue sees them. */
export interface QueueWorld {
  /** Ids the records would name as due; tests change it. */
  readonly due: Set<string>
  readonly concurrency: number
  /** What the queue reported. */
  readonly errors: unknown[]
}

/** Every queue passes these. It must look for due jobs every few milliseconds here. */
export function queueContract(name: string, open: (world: QueueWorld) => Promise<JobQueue>): void {
  describe(`${name} keeps the JobQueue contract`, () => {
    let world: QueueWorld
    let queue: JobQueue
    let floor: Floor

    beforeEach(async () => {
      world = { due: new Set(), concurrency: 2, errors: [] }
      queue = await open(world)
      floor = workFloor()
    })
    afterEach(async () => {
      floor.endAll()
      await queue.drain()
    })

    it('works on what is enqueued, first come, first served', async () => {
      for (const id of ['a', 'b', 'c', 'd']) queue.enqueue(id)
      queue.work(floor.handler)

      await floor.started(2)
      floor.end('a')
      await floor.started(3)
      floor.end('b')
      await floor.started(4)

      expect(floor.log()).toEqual(['a', 'b', 'c', 'd'])
    })

    it('works on as many at once as it may, and no more', async () => {
      queue.work(floor.handler)
      for (let index = 0; index < 20; index += 1) queue.enqueue(`job_${index}`)

      for (let index = 0; index < 20; index += 1) {
        await floor.started(index + 1)
        floor.end(`job_${index}`)
      }

      expect(floor.most()).toBe(2)
    })

    it('never works on one job twice at once, and comes back to it when it was enqueued meanwhile', async () => {
      queue.work(floor.handler)
      queue.enqueue('a')
      await floor.started(1)

      queue.enqueue('a')
      queue.enqueue('a')
      queue.enqueue('b')
      await floor.started(2)
      expect(floor.log()).toEqual(['a', 'b'])
      floor.end('a')
      await floor.started(3)
      floor.end('a')
      floor.end('b')
      queue.enqueue('c')
      await floor.started(4)

      expect(floor.log()).toEqual(['a', 'b', 'a', 'c'])
    })

    it('finds the jobs that were due before it began', async () => {
      world.due.add('a').add('b')

      queue.work(floor.handler)

      await floor.started(2)
      expect(floor.log()).toEqual(['a', 'b'])
    })

    it('finds jobs that become due without anybody saying so', async () => {
      queue.work(floor.handler)
      queue.enqueue('a')
      await floor.started(1)

      world.due.add('b')

      await floor.started(2)
      expect(floor.log()).toEqual(['a', 'b'])
    })

    it('finds all of many due jobs', async () => {
      for (let index = 0; index < 100; index += 1) world.due.add(`job_${index}`)
      const done = new Set<string>()

      await new Promise<void>((resolve) => {
        queue.work(async (id) => {
          world.due.delete(id)
          done.add(id)
          if (done.size === 100) resolve()
        })
      })

      expect(done.size).toBe(100)
    })

    it('reports a handler that fails and goes on', async () => {
      queue.work(async (id, signal) => {
        if (id === 'bad') throw new Error('it broke')
        return floor.handler(id, signal)
      })
      queue.enqueue('bad')
      queue.enqueue('good')

      await floor.started(1)

      expect(floor.log()).toEqual(['good'])
      expect(world.errors).toEqual([new Error('it broke')])
    })

    it('aborts the handler of a cancelled job, and no other', async () => {
      queue.work(floor.handler)
      queue.enqueue('a')
      queue.enqueue('b')
      await floor.started(2)

      queue.cancel('a')
      queue.cancel('nobody')

      expect(floor.aborted()).toEqual(['a'])
    })

    it('drains: takes no more, lets the running end, and resolves after them', async () => {
      queue.work(floor.handler)
      for (const id of ['a', 'b', 'c']) queue.enqueue(id)
      await floor.started(2)
      const order: string[] = []

      const drained = queue.drain().then(() => order.push('drained'))
      queue.enqueue('d')
      world.due.add('e')
      order.push('ended')
      floor.end('a')
      floor.end('b')
      await drained

      expect(order).toEqual(['ended', 'drained'])
      expect(floor.log()).toEqual(['a', 'b'])
      expect(floor.aborted()).toEqual([])
    })
  })
}

interface Floor {
  readonly handler: (jobId: string, signal: AbortSignal) => Promise<void>
  /** Lets the run of this job end. */
  end(jobId: string): void
  endAll(): void
  /** Resolves when so many runs have started. */
  started(count: number): Promise<void>
  /** Ids in the order they were started. */
  log(): readonly string[]
  aborted(): readonly string[]
  /** How many were at work at the same time, at most. */
  most(): number
}

/** Handlers that go on until they are told to end. */
function workFloor(): Floor {
  const log: string[] = []
  const signals: { readonly id: string; readonly signal: AbortSignal }[] = []
  const atWork = new Map<string, () => void>()
  const watchers: { readonly count: number; readonly resolve: () => void }[] = []
  let most = 0
  return {
    async handler(id, signal) {
      log.push(id)
      signals.push({ id, signal })
      const ended = new Promise<void>((resolve) => atWork.set(id, resolve))
      most = Math.max(most, atWork.size)
      for (const watcher of watchers) if (log.length >= watcher.count) watcher.resolve()
      await ended
      atWork.delete(id)
    },
    end: (id) => atWork.get(id)?.(),
    endAll() {
      for (const end of atWork.values()) end()
    },
    async started(count) {
      if (log.length < count) await new Promise<void>((resolve) => watchers.push({ count, resolve }))
    },
    log: () => log,
    aborted: () => signals.filter(({ signal }) => signal.aborted).map(({ id }) => id),
    most: () => most,
  }
}
