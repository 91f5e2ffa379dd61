import { describe, expect, it } from 'vitest'

import { queueContract } from '../../test/contracts/queue.ts'
import { inProcessQueue } from './in-process.ts'

queueContract('The queue of one process', async ({ due, concurrency, errors }) =>
  inProcessQueue({
    due: async (_now, limit) => Array.from(due).slice(0, limit),
    clock: { now: () => 1 },
    concurrency,
    pollMs: 2,
    onError: (error) => errors.push(error),
  }),
)

describe('the queue of one process', () => {
  it('asks what is due at the time of its clock, again and again while there is more', async () => {
    const due = Array.from({ length: 10 }, (_, index) => `job_${index}`)
    const asked: number[] = []
    const queue = inProcessQueue({
      due: async (now, limit) => {
        asked.push(now)
        return due.slice(0, limit)
      },
      clock: { now: () => 77 },
      concurrency: 1,
      pollMs: 1_000_000,
      onError: fail,
    })

    await new Promise<void>((resolve) => {
      queue.work(async (id) => {
        due.splice(due.indexOf(id), 1)
        if (due.length === 0) resolve()
      })
    })

    await queue.drain()
    expect(asked).toEqual([77, 77, 77, 77, 77])
  })

  it('takes a job that fails and stays due up again only when the timer strikes', async () => {
    const errors: unknown[] = []
    let runs = 0
    const queue = inProcessQueue({
      due: async () => ['job_1', 'job_1b'],
      clock: { now: () => 1 },
      concurrency: 1,
      pollMs: 1_000_000,
      onError: (error) => errors.push(error),
    })

    await new Promise<void>((resolve) => {
      queue.work(async () => {
        runs += 1
        if (runs === 2) setImmediate(() => setImmediate(resolve))
        throw new Error('no disk')
      })
    })

    await queue.drain()
    expect({ runs, errors: errors.length }).toEqual({ runs: 2, errors: 2 })
  })

  it('reports that it could not look for due jobs, and looks again', async () => {
    const errors: unknown[] = []
    let looks = 0
    const queue = inProcessQueue({
      due: async () => {
        looks += 1
        if (looks === 1) throw new Error('locked')
        return ['job_1']
      },
      clock: { now: () => 1 },
      concurrency: 1,
      pollMs: 2,
      onError: (error, jobId) => errors.push({ error, jobId }),
    })

    const worked = await new Promise<string>((resolve) => {
      queue.work(async (id) => resolve(id))
    })

    await queue.drain()
    expect(worked).toBe('job_1')
    expect(errors).toEqual([{ error: new Error('locked'), jobId: undefined }])
  })
})

function fail(error: unknown): never {
  throw error
}
