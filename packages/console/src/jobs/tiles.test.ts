import { describe, expect, it } from 'vitest'

import { imageAt, jobWith } from '../../test/rows.ts'
import { mergeJobs } from './merge-jobs.ts'
import { ownAddress } from './own-address.ts'
import { expectedRatio, tilesOf } from './tiles.ts'

describe('the tiles of a job', () => {
  it('hold every picture, failure and picture to come in its own place', () => {
    const failed = [{ index: 1, error: { code: 'x', message: 'too spicy' } }]
    const job = jobWith({ status: 'running', count: 4, images: [imageAt(2)], failed })

    expect(tilesOf(job).map(({ kind }) => kind)).toEqual(['pending', 'failed', 'picture', 'pending'])
  })

  it('wait for nothing once the job has ended', () => {
    expect(tilesOf(jobWith({ count: 4, images: [imageAt(0), imageAt(1)] }))).toHaveLength(2)
  })

  it('keep the shape asked for until a picture tells the true one', () => {
    expect(expectedRatio(jobWith())).toBeCloseTo(1.78)
    expect(expectedRatio({ ...jobWith(), images: [imageAt(0)] })).toBeCloseTo(16 / 9)
    expect(expectedRatio({ images: [], request: { ...jobWith().request, size: '2K' } })).toBe(1)
  })
})

describe('the list of jobs', () => {
  it('stays newest first, and believes the later telling', () => {
    const old = jobWith({ id: 'job_1', created_at: 1 })
    const running = jobWith({ id: 'job_2', created_at: 2, status: 'running' })
    const done = { ...running, status: 'succeeded' } as const
    const twin = jobWith({ id: 'job_3', created_at: 2 })

    expect(mergeJobs([running, old], [done, twin]).map(({ id, status }) => `${id} ${status}`)).toEqual([
      'job_3 succeeded',
      'job_2 succeeded',
      'job_1 succeeded',
    ])
  })
})

describe('the address of a picture', () => {
  it('is at the gateway the page came from, whatever its public name', () => {
    const image = { url: 'https://pictures.example/deep/i/img_1.jpg' }

    expect(ownAddress(image, 'http://127.0.0.1:8787/')).toBe('http://127.0.0.1:8787/i/img_1.jpg')
    expect(ownAddress(image, 'https://host.example/dreamgate/')).toBe(
      'https://host.example/dreamgate/i/img_1.jpg',
    )
  })
})
