import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { fault, newJob } from './samples.ts'

export const dueChapter: Chapter = (records) => {
  it('names queued jobs, oldest first, up to the limit', async () => {
    for (const id of ['job_2', 'job_1', 'job_3']) await records().jobs.insert(newJob(id, { createdAt: 5 }))

    expect(await records().jobs.due(5, 2)).toEqual(['job_1', 'job_2'])
  })

  it('leaves queued and waiting jobs alone until they are due', async () => {
    const retried = await records().jobs.insert(newJob('job_1'))
    const waiting = await records().jobs.insert(newJob('job_2'))
    await records().jobs.change(retried, { runAt: 100 }, 2)
    await records().jobs.change(waiting, { status: 'waiting', runAt: 200 }, 2)

    expect(await records().jobs.due(99, 9)).toEqual([])
    expect(await records().jobs.due(100, 9)).toEqual(['job_1'])
    expect(await records().jobs.due(200, 9)).toEqual(['job_1', 'job_2'])
  })

  it('names a running job only when its lease has passed', async () => {
    const job = await records().jobs.insert(newJob('job_1'))
    await records().jobs.change(job, { status: 'running', leaseUntil: 100 }, 2)

    expect(await records().jobs.due(99, 9)).toEqual([])
    expect(await records().jobs.due(100, 9)).toEqual(['job_1'])
  })

  it.for(['succeeded', 'failed', 'unknown', 'cancelled'] as const)('never names a %s job', async (status) => {
    const job = await records().jobs.insert(newJob('job_1'))
    await records().jobs.change(job, { status }, 2)

    expect(await records().jobs.due(Number.MAX_SAFE_INTEGER, 9)).toEqual([])
  })

  it('names running jobs at once that were taken from their workers, and lets those workers change nothing', async () => {
    const job = await records().jobs.insert(newJob('job_1'))
    const running = await records().jobs.change(job, { status: 'running', leaseUntil: 100 }, 2)
    await records().jobs.insert(newJob('job_2', { createdAt: 50 }))

    expect(await records().jobs.abandon(3)).toBe(1)
    expect(await records().jobs.due(3, 9)).toEqual(['job_1'])
    expect(running && (await records().jobs.change(running, { leaseUntil: 200 }, 4))).toBeUndefined()
  })

  it('names an unknown job again that was brought back to life', async () => {
    const job = await records().jobs.insert(newJob('job_1'))
    const unknown = await records().jobs.change(job, { status: 'unknown', fault, finishedAt: 2 }, 2)
    const back = { status: 'queued', runAt: 3, fault: null, finishedAt: null } as const
    const alive = unknown && (await records().jobs.change(unknown, back, 3))

    expect(alive).toMatchObject({ status: 'queued', fault: undefined, finishedAt: undefined })
    expect(await records().jobs.find('job_1')).toEqual(alive)
    expect(await records().jobs.due(3, 9)).toEqual(['job_1'])
  })
}
