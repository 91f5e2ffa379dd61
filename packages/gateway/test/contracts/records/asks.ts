import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { failedItem, fault, image, newJob } from './samples.ts'

export const askChapter: Chapter = (records) => {
  it('opens one row for each part, with its places in the answer, and never cuts a job again', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [4, 4, 2])
    await records().asks.asked('job_1', 0, 7)
    await records().asks.open('job_1', [5, 5])

    expect(await records().asks.of('job_1')).toEqual([
      { jobId: 'job_1', part: 0, first: 0, pictures: 4, askedAt: 7 },
      { jobId: 'job_1', part: 1, first: 4, pictures: 4 },
      { jobId: 'job_1', part: 2, first: 8, pictures: 2 },
    ])
  })

  it('keeps the last ticket and the outcome', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [1, 1])
    await records().asks.asked('job_1', 0, 7)
    await records().asks.ticket('job_1', 0, 'first')
    await records().asks.ticket('job_1', 0, { urls: ['https://x/1'], done: [null, 2] })
    await records().asks.answered('job_1', 0, { at: 9, fault: undefined })
    await records().asks.asked('job_1', 1, 8)
    await records().asks.answered('job_1', 1, { at: 9, fault })

    expect(await records().asks.of('job_1')).toEqual([
      {
        jobId: 'job_1',
        part: 0,
        first: 0,
        pictures: 1,
        askedAt: 7,
        ticket: { urls: ['https://x/1'], done: [null, 2] },
        answeredAt: 9,
      },
      { jobId: 'job_1', part: 1, first: 1, pictures: 1, askedAt: 8, answeredAt: 9, fault },
    ])
  })

  it('tells a ticket that is null from no ticket', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [1])
    await records().asks.ticket('job_1', 0, null)

    expect((await records().asks.of('job_1'))[0]?.ticket).toBeNull()
  })

  it('lets nobody ask a second time, until the ask was reset', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [1])
    await records().asks.asked('job_1', 0, 7)

    await expect(records().asks.asked('job_1', 0, 8)).rejects.toThrow('nothing may be asked twice')
    await records().asks.reset('job_1', 0)
    await records().asks.asked('job_1', 0, 9)

    expect(await records().asks.of('job_1')).toEqual([
      { jobId: 'job_1', part: 0, first: 0, pictures: 1, askedAt: 9 },
    ])
  })

  it('forgets ticket and outcome when it is reset', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [1])
    await records().asks.asked('job_1', 0, 7)
    await records().asks.ticket('job_1', 0, 'up-7')
    await records().asks.answered('job_1', 0, { at: 9, fault })
    await records().asks.reset('job_1', 0)

    expect(await records().asks.of('job_1')).toEqual([{ jobId: 'job_1', part: 0, first: 0, pictures: 1 }])
  })

  it('refuses to lose a note about an ask that was never opened', async () => {
    await records().jobs.insert(newJob('job_1'))

    await expect(records().asks.asked('job_1', 0, 7)).rejects.toThrow()
    await expect(records().asks.ticket('job_1', 0, 'up-7')).rejects.toThrow('never opened')
    await expect(records().asks.answered('job_1', 0, { at: 1, fault: undefined })).rejects.toThrow(
      'never opened',
    )
    await expect(records().asks.reset('job_1', 0)).rejects.toThrow('never opened')
  })

  it('forgets the failures of an ask that is reset, and keeps pictures and the other asks’', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().asks.open('job_1', [2, 1])
    await records().images.addFailed(failedItem('job_1', 0))
    await records().images.add(image('img_1', { jobId: 'job_1', index: 1 }))
    await records().images.addFailed({ ...failedItem('job_1', 2), part: 1 })

    await records().asks.reset('job_1', 0)

    expect((await records().images.failedOf('job_1')).map(({ index }) => index)).toEqual([2])
    expect((await records().images.of('job_1')).map(({ index }) => index)).toEqual([1])
  })
}
