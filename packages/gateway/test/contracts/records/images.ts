import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { blob, failedItem, image, newJob } from './samples.ts'

export const imageChapter: Chapter = (records) => {
  it('gives back pictures and failures by their place in the answer', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().images.add(image('img_b', { jobId: 'job_1', index: 2 }))
    await records().images.addFailed(failedItem('job_1', 1))
    await records().images.add(
      image('img_a', { jobId: 'job_1', index: 0, seed: 4_294_967_295, recipe: '{"sky":1}' }),
    )

    expect(await records().images.of('job_1')).toEqual([
      image('img_a', { jobId: 'job_1', index: 0, seed: 4_294_967_295, recipe: '{"sky":1}' }),
      image('img_b', { jobId: 'job_1', index: 2 }),
    ])
    expect(await records().images.failedOf('job_1')).toEqual([failedItem('job_1', 1)])
  })

  it('lets each place be taken once, by a picture or by a failure', async () => {
    await records().jobs.insert(newJob('job_1'))
    expect(await records().images.add(image('img_a', { jobId: 'job_1', index: 0 }))).toBe(true)
    await records().images.addFailed(failedItem('job_1', 1))

    const second = [
      await records().images.add(image('img_x', { jobId: 'job_1', index: 0 })),
      await records().images.addFailed(failedItem('job_1', 0)),
      await records().images.add(image('img_y', { jobId: 'job_1', index: 1 })),
      await records().images.addFailed(failedItem('job_1', 1)),
    ]

    expect(second).toEqual([false, false, false, false])

    expect(await records().images.of('job_1')).toEqual([image('img_a', { jobId: 'job_1', index: 0 })])
    expect(await records().images.failedOf('job_1')).toEqual([failedItem('job_1', 1)])
  })

  it('finds a picture by its id', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().images.add(image('img_a', { jobId: 'job_1', index: 0 }))

    expect(await records().images.find('img_a')).toEqual(image('img_a', { jobId: 'job_1', index: 0 }))
    expect(await records().images.find('img_b')).toBeUndefined()
  })

  it('finds an owner’s newest picture with the same bytes, and no stranger’s', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().jobs.insert(newJob('job_2'))
    await records().images.add(image('img_new', { jobId: 'job_2', index: 0, createdAt: 20 }))
    await records().images.add(image('img_old', { jobId: 'job_1', index: 0, createdAt: 10 }))

    expect((await records().images.findByBlob(blob('a'), newJob('job_1').ownerId))?.id).toBe('img_new')
    expect(await records().images.findByBlob(blob('a'), 'somebody else')).toBeUndefined()
    expect(await records().images.findByBlob(blob('b'), newJob('job_1').ownerId)).toBeUndefined()
  })
}
