import { expect, it } from 'vitest'

import type { FaultCode } from '../../../src/core/fault.ts'
import type { JobStatus } from '../../../src/core/job.ts'
import type { ReconciliationSums } from '../../../src/core/ports/reconciliation-records.ts'
import type { NewJob, Records } from '../../../src/core/ports/records.ts'
import type { Chapter } from './samples.ts'
import { entry, failedItem, image, newJob } from './samples.ts'

const ASKED = Date.UTC(2026, 10, 20, 12)
const ANSWERED = ASKED + 30_000
const RESOLVED = ASKED + 86_400_000
const DAY = { from: Date.UTC(2026, 10, 20), to: Date.UTC(2026, 10, 21) }
/** Of every picture. */
const PRICE = 30

const NOTHING: ReconciliationSums = {
  calls: 0,
  asked: 0,
  delivered: 0,
  failed: 0,
  unknown: 0,
  lost: 0,
  inFlight: 0,
  charged: 0,
  lostCost: 0,
  held: 0,
}

export const reconciliationChapter: Chapter = (records) => {
  const sums = async () => {
    const [row, ...others] = await records().reconciliation.rows(DAY)
    expect(others).toEqual([])
    const {
      day: _,
      model: __,
      engine: ___,
      ...counted
    } = row ?? { day: '', model: '', engine: '', ...NOTHING }
    return counted
  }

  it('has nothing to say of a day without calls', async () => {
    await begin(records(), [3])

    expect(await records().reconciliation.rows(DAY)).toEqual([])
  })

  it('counts what was delivered and charged', async () => {
    const job = await begin(records(), [3])
    await job.ask(0)
    await job.deliver(0, 3)
    await job.answer(0)
    await job.end('succeeded')

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 3, delivered: 3, charged: 90 })
  })

  it('counts the places that the upstream refused, beside what it delivered', async () => {
    const job = await begin(records(), [3])
    await job.ask(0)
    await job.deliver(0, 2)
    await job.refuse(0, 1)
    await job.answer(0)
    await job.end('succeeded')

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 3, delivered: 2, failed: 1, charged: 60 })
  })

  it('counts every place of a call that was refused, whether its places were filled or not', async () => {
    const job = await begin(records(), [2, 2])
    await job.ask(0)
    await job.ask(1)
    await job.answer(0, 'content_refused')
    await job.deliver(1, 2)
    await job.answer(1)
    await job.refuse(0, 2)
    await job.end('succeeded')
    const alone = await begin(records(), [4])
    await alone.ask(0)
    await alone.answer(0, 'upstream_failed')
    await alone.end('failed')

    expect(await sums()).toEqual({ ...NOTHING, calls: 3, asked: 8, delivered: 2, failed: 6, charged: 60 })
  })

  it('misses nothing in a story that is shorter than it might have been', async () => {
    const job = await begin(records(), [15])
    await job.ask(0)
    await job.deliver(0, 4)
    await job.answer(0)
    await job.end('succeeded')

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 15, delivered: 4, charged: 120 })
  })

  it('counts a call whose answer was lost as unknown, and holds its money', async () => {
    const job = await begin(records(), [2])
    await job.ask(0)
    await job.answer(0, 'outcome_unknown')
    await job.unknown()

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 2, unknown: 2, held: 60 })
  })

  it('counts a call that a finished job has no answer to as unknown', async () => {
    const job = await begin(records(), [1, 1])
    await job.ask(0)
    await job.ask(1)
    await job.deliver(0, 1)
    await job.answer(0)
    await job.end('succeeded', { held: 1 })

    expect(await sums()).toEqual({
      ...NOTHING,
      calls: 2,
      asked: 2,
      delivered: 1,
      unknown: 1,
      charged: 30,
      held: 30,
    })
  })

  it('counts as unknown what was not heard of in a call that broke off, and as failed what was refused', async () => {
    const job = await begin(records(), [4])
    await job.ask(0)
    await job.deliver(0, 1)
    await job.refuse(0, 1)
    await job.answer(0, 'outcome_unknown')
    await job.end('succeeded', { held: 2 })

    expect(await sums()).toEqual({
      ...NOTHING,
      calls: 1,
      asked: 4,
      delivered: 1,
      failed: 1,
      unknown: 2,
      charged: 30,
      held: 60,
    })
  })

  it('counts as lost what a person declared bought, and only that', async () => {
    const job = await begin(records(), [2, 3])
    await job.ask(0)
    await job.answer(0, 'upstream_failed')
    await job.ask(1)
    await job.answer(1, 'outcome_unknown')
    await job.unknown()
    await job.resolve(1, { bought: true, pictures: 3 })

    expect(await sums()).toEqual({
      ...NOTHING,
      calls: 2,
      asked: 5,
      failed: 2,
      lost: 3,
      lostCost: 90,
    })
  })

  it('counts as failed what a person declared not bought', async () => {
    const job = await begin(records(), [3])
    await job.ask(0)
    await job.answer(0, 'outcome_unknown')
    await job.unknown()
    await job.resolve(0, { bought: false, pictures: 3 })

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 3, failed: 3 })
  })

  it('tells what is in flight, without its reservation', async () => {
    const job = await begin(records(), [4])
    await job.ask(0)
    await job.deliver(0, 1)
    await job.refuse(0, 1)

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 4, delivered: 1, failed: 1, inFlight: 2 })
  })

  it('counts a call that was cancelled in its midst as unknown, and its money as held', async () => {
    const job = await begin(records(), [2])
    await job.ask(0)
    await job.answer(0, 'outcome_unknown')
    await job.end('cancelled', { held: 2 })

    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 2, unknown: 2, held: 60 })
  })

  it('counts a call that is tried again once, on the day of the try that counts, and not in between', async () => {
    const job = await begin(records(), [1])
    await job.ask(0, ASKED - 86_400_000)
    await records().asks.reset(job.id, 0)
    const between = await sums()
    await job.ask(0, ASKED)
    await job.deliver(0, 1)
    await job.answer(0)
    await job.end('succeeded')

    expect(between).toEqual(NOTHING)
    expect(await sums()).toEqual({ ...NOTHING, calls: 1, asked: 1, delivered: 1, charged: 30 })
  })

  it('counts pictures that are no longer kept', async () => {
    const job = await begin(records(), [1])
    await job.ask(0)
    await records().images.add(image('img_gone', { jobId: job.id, index: 0, removedAt: RESOLVED }))
    await job.answer(0)
    await job.end('succeeded')

    expect(await sums()).toMatchObject({ asked: 1, delivered: 1, charged: 0 })
  })

  it('puts a job with all of its calls and money under the UTC day and month of its first call', async () => {
    const midnight = Date.UTC(2026, 11, 1)
    const job = await begin(records(), [1, 1])
    await job.ask(0, midnight - 1)
    await job.ask(1, midnight)
    await job.deliver(0, 1)
    await job.deliver(1, 1)
    await job.answer(0)
    await job.answer(1)
    await job.end('succeeded')
    const next = await begin(records(), [1])
    await next.ask(0, midnight)
    const days = async (from: number, to: number) =>
      (await records().reconciliation.rows({ from, to })).map((row) => [row.day, row.calls, row.charged])

    expect(await days(midnight - 86_400_000, midnight)).toEqual([['2026-11-30', 2, 60]])
    expect(await days(midnight, midnight + 86_400_000)).toEqual([['2026-12-01', 1, 0]])
    expect(await days(midnight - 1, midnight + 1)).toEqual([
      ['2026-11-30', 2, 60],
      ['2026-12-01', 1, 0],
    ])
    expect(await days(midnight + 1, midnight + 86_400_000)).toEqual([])
  })

  it('has a line for each model and engine, over all owners', async () => {
    const jobs = [
      await begin(records(), [1], { model: 'seedream-5-0-260128', engine: 'ark' }),
      await begin(records(), [1], { model: 'seedream-4-0-250828', engine: 'local' }),
      await begin(records(), [1], { model: 'seedream-4-0-250828', engine: 'ark' }),
      await begin(records(), [1], { model: 'seedream-4-0-250828', engine: 'ark', ownerId: 'bob' }),
    ]
    for (const job of jobs) await job.ask(0)

    const rows = await records().reconciliation.rows(DAY)

    expect(rows.map(({ day, model, engine, calls }) => [day, model, engine, calls])).toEqual([
      ['2026-11-20', 'seedream-4-0-250828', 'ark', 2],
      ['2026-11-20', 'seedream-4-0-250828', 'local', 1],
      ['2026-11-20', 'seedream-5-0-260128', 'ark', 1],
    ])
  })
}

interface Kind {
  readonly model?: string
  readonly engine?: string
  readonly ownerId?: string
}

let jobs = 0

/** A job as the application writes its life down: one call for each number, of that many pictures. */
async function begin(records: Records, pictures: readonly number[], kind: Kind = {}) {
  jobs += 1
  const id = `job_${jobs}`
  const count = pictures.reduce((sum, one) => sum + one, 0)
  const wish: Partial<NewJob> = kind.ownerId === undefined ? {} : { ownerId: kind.ownerId }
  await records.jobs.insert(newJob(id, wish))
  await records.asks.open(id, pictures)
  const pay = (kindOf: Parameters<typeof entry>[1], micros: number, at: number) =>
    records.ledger.add({ ...entry(id, kindOf, { micros, at }), ...kind })
  await pay('reserve', count * PRICE, ASKED)
  let places = 0
  let delivered = 0

  const finish = async (status: JobStatus, at: number) => {
    const job = await records.jobs.find(id)
    if (job === undefined) throw new Error('no job')
    await records.jobs.change(job, { status, finishedAt: at }, at)
  }
  return {
    id,
    ask: (part: number, at = ASKED) => records.asks.asked(id, part, at),
    async deliver(part: number, count: number) {
      for (let number = 0; number < count; number += 1) {
        await records.images.add(image(`img_${id}_${places}`, { jobId: id, index: places, part }))
        places += 1
        delivered += 1
      }
    },
    async refuse(part: number, count: number) {
      for (let number = 0; number < count; number += 1) {
        await records.images.addFailed({ ...failedItem(id, places), part })
        places += 1
      }
    },
    answer: (part: number, code?: FaultCode) =>
      records.asks.answered(id, part, {
        at: ANSWERED,
        fault: code === undefined ? undefined : { code, message: 'No.' },
      }),
    /** `held`: pictures. */
    async end(status: JobStatus, { held }: { readonly held: number } = { held: 0 }) {
      await pay('release', (held - count) * PRICE, ANSWERED)
      await pay('settle', delivered * PRICE, ANSWERED)
      await finish(status, ANSWERED)
    },
    /** Keeps its whole reservation. */
    unknown: () => finish('unknown', ANSWERED),
    async resolve(part: number, verdict: { readonly bought: boolean; readonly pictures: number }) {
      const held = verdict.pictures * PRICE
      const code = verdict.bought ? 'upstream_failed' : 'upstream_unavailable'
      await records.asks.answered(id, part, { at: RESOLVED, fault: { code, message: 'So it was.' } })
      await pay('release', held - count * PRICE, RESOLVED)
      await pay('settle', 0, RESOLVED)
      await pay('resolve', -held, RESOLVED)
      if (verdict.bought) await pay('loss', held, RESOLVED)
      await finish('failed', RESOLVED)
    },
  }
}
