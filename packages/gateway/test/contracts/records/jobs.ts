import { expect, it } from 'vitest'

import type { JobFilter } from '../../../src/core/ports/records.ts'
import type { Chapter } from './samples.ts'
import { everyJob, fault, idsOf, newJob, plan } from './samples.ts'

export const jobChapter: Chapter = (records) => {
  it('queues a new job, due at once', async () => {
    const job = await records().jobs.insert(newJob('job_1', { createdAt: 1_000 }))

    expect(job).toMatchObject({
      status: 'queued',
      version: 1,
      runAt: 1_000,
      attempts: 0,
      cost: 0,
      warnings: [],
    })
    expect(job.plan).toEqual(plan())
    expect(await records().jobs.find('job_1')).toEqual(job)
  })

  it('knows no job that was never inserted', async () => {
    expect(await records().jobs.find('job_0')).toBeUndefined()
  })

  it('refuses a second job of the same id', async () => {
    await records().jobs.insert(newJob('job_1'))

    await expect(records().jobs.insert(newJob('job_1'))).rejects.toThrow()
  })

  it('changes what is named and leaves the rest', async () => {
    const job = await records().jobs.insert(newJob('job_1'))

    const changed = await records().jobs.change(job, { status: 'running', leaseUntil: 70, startedAt: 60 }, 60)

    expect(changed).toEqual({
      ...job,
      status: 'running',
      leaseUntil: 70,
      startedAt: 60,
      version: 2,
      updatedAt: 60,
    })
    expect(await records().jobs.find('job_1')).toEqual(changed)
  })

  it('keeps how a job ended', async () => {
    const job = await records().jobs.insert(newJob('job_1'))

    await records().jobs.change(
      job,
      { status: 'failed', fault: fault, cost: 42, warnings: ['seed'], cancelRequested: true, finishedAt: 9 },
      9,
    )

    expect(await records().jobs.find('job_1')).toMatchObject({
      fault,
      cost: 42,
      warnings: ['seed'],
      cancelRequested: true,
      finishedAt: 9,
    })
  })

  it('lets only one of two writers win who read the same version', async () => {
    const job = await records().jobs.insert(newJob('job_1'))

    const outcomes = await Promise.all([
      records().jobs.change(job, { status: 'running' }, 2),
      records().jobs.change(job, { status: 'cancelled' }, 2),
    ])

    const won = outcomes.filter((outcome) => outcome !== undefined)
    expect(won).toHaveLength(1)
    expect(await records().jobs.find('job_1')).toEqual(won[0])
  })

  it('lists newest first, a page at a time', async () => {
    for (const id of ['job_1', 'job_2', 'job_3']) await records().jobs.insert(newJob(id))

    const first = await records().jobs.list({ ...everyJob, limit: 2 })
    const second = await records().jobs.list({ ...everyJob, limit: 2, cursor: 'job_2' })

    expect(idsOf(first)).toEqual(['job_3', 'job_2'])
    expect(idsOf(second)).toEqual(['job_1'])
  })

  it('lists by owner, status and model, alone and together', async () => {
    const mine = await records().jobs.insert(newJob('job_1', { ownerId: 'ann' }))
    await records().jobs.insert(newJob('job_2', { ownerId: 'bob' }))
    await records().jobs.insert(newJob('job_3', { ownerId: 'ann', plan: plan({ model: 'other' }) }))
    await records().jobs.change(mine, { status: 'succeeded' }, 5)
    const list = async (filter: Partial<JobFilter>) =>
      idsOf(await records().jobs.list({ ...everyJob, ...filter }))

    expect(await list({ ownerId: 'ann' })).toEqual(['job_3', 'job_1'])
    expect(await list({ status: 'queued' })).toEqual(['job_3', 'job_2'])
    expect(await list({ model: 'other' })).toEqual(['job_3'])
    expect(await list({ ownerId: 'ann', status: 'queued', model: 'other' })).toEqual(['job_3'])
    expect(await list({ ownerId: 'bob', model: 'other' })).toEqual([])
  })

  it('finds text of the prompt in any case, beyond ASCII too', async () => {
    await records().jobs.insert(newJob('job_1', { plan: plan({ prompt: 'A Heron at DAWN' }) }))
    await records().jobs.insert(
      newJob('job_2', { plan: plan({ prompt: 'Ein ÜBERGROSSER Bär, 100 % wool_coat!' }) }),
    )
    const find = async (text: string) => idsOf(await records().jobs.list({ ...everyJob, text }))

    expect(await find('heron at dawn')).toEqual(['job_1'])
    expect(await find('übergrosser bär')).toEqual(['job_2'])
    expect(await find('a')).toEqual(['job_2', 'job_1'])
  })

  it('takes the letters that patterns are made of as they are', async () => {
    await records().jobs.insert(newJob('job_1', { plan: plan({ prompt: '100 % wool_coat! \\o/' }) }))
    await records().jobs.insert(newJob('job_2', { plan: plan({ prompt: '100 x woolXcoat' }) }))
    const find = async (text: string) => idsOf(await records().jobs.list({ ...everyJob, text }))

    expect(await find('100 %')).toEqual(['job_1'])
    expect(await find('wool_coat!')).toEqual(['job_1'])
    expect(await find('\\o/')).toEqual(['job_1'])
    expect(await find("'; drop table jobs; --")).toEqual([])
  })

  it('finds the newest job of a key with the same body', async () => {
    await records().jobs.insert(newJob('job_1', { bodyHash: 'same', createdAt: 10 }))
    await records().jobs.insert(newJob('job_2', { bodyHash: 'same', createdAt: 20 }))
    await records().jobs.insert(newJob('job_3', { bodyHash: 'other', createdAt: 30 }))
    await records().jobs.insert(newJob('job_4', { bodyHash: 'same', createdAt: 40, keyId: 'key_2' }))

    expect((await records().jobs.latestWithBody('key_1', 'same'))?.id).toBe('job_2')
    expect(await records().jobs.latestWithBody('key_2', 'other')).toBeUndefined()
  })
}
