import { expect, it } from 'vitest'

import type { JobStatus } from '../../../src/core/job.ts'
import type { NewJob, Records } from '../../../src/core/ports/records.ts'
import type { Chapter } from './samples.ts'
import { blob, delivery, endpoint, entry, failedItem, file, image, newJob, plan } from './samples.ts'

const OLD = { endedBefore: 100, limit: 200 }
const REMOVAL = { ...OLD, at: 500 }
const NOTHING = { rows: 0, blobs: [] }

export const retentionChapter: Chapter = (records) => {
  it('marks pictures of jobs that ended long ago, and tells in which blobs they were', async () => {
    await ended(records(), 'job_1', { at: 99 })
    await ended(records(), 'job_2', { at: 100 })
    await records().images.add(image('img_1', { jobId: 'job_1', index: 0, blob: blob('a'), recipe: 'fox' }))
    await records().images.addFailed(failedItem('job_1', 1))
    await records().images.add(image('img_2', { jobId: 'job_2', index: 0, blob: blob('b') }))

    expect(await records().retention.removeImages(REMOVAL)).toEqual({ rows: 1, blobs: [blob('a')] })
    expect(await records().retention.removeImages(REMOVAL)).toEqual(NOTHING)

    expect(await records().images.find('img_1')).toMatchObject({ removedAt: 500, recipe: 'fox' })
    expect((await records().images.find('img_2'))?.removedAt).toBeUndefined()
    expect(await records().images.failedOf('job_1')).toHaveLength(1)
  })

  it('marks no more pictures at a time than it was told, the oldest first', async () => {
    await ended(records(), 'job_1', { at: 99 })
    for (const index of [2, 0, 1]) {
      const picture = { jobId: 'job_1', index, blob: blob(`${index}`), createdAt: 10 + index }
      await records().images.add(image(`img_${index}`, picture))
    }

    const some = { ...REMOVAL, limit: 2 }

    expect(await records().retention.removeImages(some)).toEqual({ rows: 2, blobs: [blob('0'), blob('1')] })
    expect(await records().retention.removeImages(some)).toEqual({ rows: 1, blobs: [blob('2')] })
  })

  it.each<JobStatus>(['queued', 'running', 'waiting', 'unknown'])(
    'leaves a job that is %s alone, and its pictures',
    async (status) => {
      await ended(records(), 'job_1', { at: 50, status })
      await records().images.add(image('img_1', { jobId: 'job_1', index: 0 }))

      expect(await records().retention.removeImages(REMOVAL)).toEqual(NOTHING)
      expect(await records().retention.removeJobs(OLD)).toEqual(NOTHING)
    },
  )

  it('leaves a job alone that somebody is still to be told of, until he was', async () => {
    await records().webhooks.insert(endpoint('wh_1'))
    await ended(records(), 'job_1', { at: 50 })
    await records().images.add(image('img_1', { jobId: 'job_1', index: 0 }))
    const told = delivery('evt_1', { jobId: 'job_1', status: 'delivered', finishedAt: 60 })
    const pending = delivery('evt_2', { jobId: 'job_1' })
    await records().deliveries.add(told)
    await records().deliveries.add(pending)

    expect(await records().retention.removeImages(REMOVAL)).toEqual(NOTHING)
    expect(await records().retention.removeJobs(OLD)).toEqual(NOTHING)

    await records().deliveries.change(pending, { status: 'failed', finishedAt: 70 })

    expect(await records().retention.removeImages(REMOVAL)).toEqual({ rows: 1, blobs: [blob('a')] })
    expect((await records().retention.removeJobs(OLD)).rows).toBe(1)
    expect(await records().deliveries.find('evt_1')).toBeUndefined()
    expect(await records().deliveries.find('evt_2')).toBeUndefined()
  })

  it('leaves a job alone for which money is held, until a person has said how it was', async () => {
    await ended(records(), 'job_1', { at: 50, status: 'cancelled' })
    await records().ledger.add(entry('job_1', 'reserve', { micros: 900, at: 1 }))
    await records().ledger.add(entry('job_1', 'release', { micros: -600, at: 50 }))
    await records().ledger.add(entry('job_1', 'settle', { micros: 400, at: 50 }))
    expect((await records().retention.removeJobs(OLD)).rows).toBe(0)

    await records().ledger.add(entry('job_1', 'resolve', { micros: -300, at: 60 }))
    await records().ledger.add(entry('job_1', 'loss', { micros: 300, at: 60 }))

    expect((await records().retention.removeJobs(OLD)).rows).toBe(1)
  })

  it('removes a job with all that hangs on it, but never its money', async () => {
    const { retention, asks, images, idempotency, ledger, jobs } = records()
    await ended(records(), 'job_1', { at: 99, plan: plan({ references: [reference('c'), reference('d')] }) })
    await ended(records(), 'job_2', { at: 100 })
    await asks.open('job_1', [1])
    await images.add(image('img_1', { jobId: 'job_1', index: 0, blob: blob('a') }))
    await images.add(image('img_2', { jobId: 'job_1', index: 1, blob: blob('b'), removedAt: 90 }))
    await images.addFailed(failedItem('job_1', 2))
    await idempotency.put(used('k1', 'job_1', 10))
    await idempotency.put(used('k2', 'job_2', 10))
    for (const [kind, micros] of [
      ['reserve', 900],
      ['release', -900],
      ['settle', 300],
    ] as const)
      await ledger.add(entry('job_1', kind, { micros, at: 5 }))

    const { rows, blobs } = await retention.removeJobs(OLD)

    expect({ rows, blobs: blobs.toSorted() }).toEqual({
      rows: 1,
      blobs: [blob('a'), blob('c'), blob('d')],
    })
    expect(await jobs.find('job_1')).toBeUndefined()
    expect(await asks.of('job_1')).toEqual([])
    expect(await images.find('img_1')).toBeUndefined()
    expect(await images.failedOf('job_1')).toEqual([])
    expect(await idempotency.find('key_1', 'k1')).toBeUndefined()
    expect(await retention.unnamed([blob('c')])).toEqual([blob('c')])
    expect(await ledger.of('job_1')).toHaveLength(3)
    expect(await jobs.find('job_2')).toBeDefined()
    expect(await idempotency.find('key_1', 'k2')).toBeDefined()
  })

  it('removes no more jobs at a time than it was told, the longest ended first', async () => {
    await ended(records(), 'job_1', { at: 30 })
    await ended(records(), 'job_2', { at: 10 })
    await ended(records(), 'job_3', { at: 20 })

    expect((await records().retention.removeJobs({ ...OLD, limit: 2 })).rows).toBe(2)

    expect(await records().jobs.find('job_1')).toBeDefined()
    expect((await records().retention.removeJobs({ ...OLD, limit: 2 })).rows).toBe(1)
  })

  it('remembers the Idempotency-Key of a job that is still open, whatever its age', async () => {
    await records().jobs.insert(newJob('job_1'))
    await records().idempotency.put(used('k1', 'job_1', 10))

    expect(await records().retention.removeIdempotency({ before: 30, limit: 9 })).toMatchObject({ rows: 0 })
    expect(await records().idempotency.find('key_1', 'k1')).toBeDefined()
  })

  it('forgets Idempotency-Keys by their age', async () => {
    for (const [name, at] of [
      ['k1', 10],
      ['k2', 20],
      ['k3', 30],
    ] as const)
      await records().idempotency.put(used(name, 'job_1', at))

    expect(await records().retention.removeIdempotency({ before: 30, limit: 1 })).toMatchObject({ rows: 1 })
    expect(await records().retention.removeIdempotency({ before: 30, limit: 200 })).toMatchObject({ rows: 1 })
    expect(await records().retention.removeIdempotency({ before: 30, limit: 200 })).toMatchObject({ rows: 0 })

    const left = ['k1', 'k2', 'k3'].map((name) => records().idempotency.find('key_1', name))
    expect((await Promise.all(left)).map(Boolean)).toEqual([false, false, true])
  })

  it('removes webhook messages that ended long ago, and none that is pending', async () => {
    await records().webhooks.insert(endpoint('wh_1'))
    await records().deliveries.add(delivery('evt_1', { status: 'delivered', finishedAt: 98 }))
    await records().deliveries.add(delivery('evt_2', { status: 'failed', finishedAt: 99, jobId: undefined }))
    await records().deliveries.add(delivery('evt_3', { status: 'delivered', finishedAt: 100 }))
    await records().deliveries.add(delivery('evt_4', { createdAt: 1 }))
    await records().deliveries.add(delivery('evt_5', { createdAt: 1, finishedAt: 98 }))

    expect(await records().retention.removeDeliveries({ ...OLD, limit: 1 })).toMatchObject({ rows: 1 })
    expect(await records().deliveries.find('evt_1')).toBeUndefined()
    expect(await records().retention.removeDeliveries(OLD)).toMatchObject({ rows: 1 })
    expect(await records().retention.removeDeliveries(OLD)).toMatchObject({ rows: 0 })

    const left = await records().deliveries.list({ endpointId: 'wh_1', cursor: undefined, limit: 10 })
    expect(left.map(({ id }) => id)).toEqual(['evt_5', 'evt_4', 'evt_3'])
  })

  it('knows which blobs nothing names', async () => {
    await ended(records(), 'job_1', {
      at: 99,
      plan: plan({ references: [reference('1')], mask: reference('2') }),
    })
    await records().images.add(image('img_3', { jobId: 'job_1', index: 0, blob: blob('3') }))
    await records().images.add(image('img_4', { jobId: 'job_1', index: 1, blob: blob('4'), removedAt: 5 }))
    await records().images.add(image('img_5', { jobId: 'job_1', index: 2, blob: blob('5'), removedAt: 5 }))
    await records().images.add(image('img_6', { jobId: 'job_1', index: 3, blob: blob('5') }))
    await records().files.insert(file('file_6', { blob: blob('6') }))
    const all = ['0', '1', '2', '3', '4', '5', '6'].map(blob)

    expect(await records().retention.unnamed(all)).toEqual([blob('0'), blob('4')])
    expect(await records().retention.unnamed([])).toEqual([])

    await records().files.remove('file_6')
    expect(await records().retention.unnamed([blob('6')])).toEqual([blob('6')])
  })
}

interface Ended extends Partial<NewJob> {
  readonly at: number
  readonly status?: JobStatus
}

/** A job with that end; one that is not finished has none. */
async function ended(
  { jobs }: Records,
  id: string,
  { at, status = 'succeeded', ...job }: Ended,
): Promise<void> {
  const inserted = await jobs.insert(newJob(id, job))
  const open = status === 'queued' || status === 'running' || status === 'waiting'
  await jobs.change(inserted, { status, ...(!open && { finishedAt: at }) }, at)
}

function reference(digit: string) {
  return {
    blob: blob(digit),
    mediaType: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
    alpha: false,
    imageId: undefined,
  } as const
}

function used(idempotencyKey: string, jobId: string, createdAt: number) {
  return { keyId: 'key_1', idempotencyKey, bodyHash: 'body', jobId, createdAt }
}
