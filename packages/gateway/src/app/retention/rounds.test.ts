import { describe, expect, it, onTestFinished } from 'vitest'

import { memoryBlobs } from '../../blobs/memory.ts'
import type { KeepDays } from '../../core/retention.ts'
import { sqliteRecords } from '../../records/open-sqlite.ts'
import type { SweepContext } from './batches.ts'
import { sweepRounds } from './rounds.ts'
import type { Rounds } from './rounds.ts'

const KEEP: KeepDays = { images: undefined, jobs: undefined, webhookDeliveries: 30 }
const DAY = 24 * 60 * 60 * 1000
const AT_ONCE = { firstMs: 0, everyMs: 0 }

describe('rounds of sweeping', () => {
  it('go on after rounds that failed, and walk again until a walk has come to its end', async () => {
    const { context, time, removals, reports, begin } = await open({ walksThatFail: 2 })
    const { key } = await context.blobs.put(Buffer.from('heron'))
    time.now += 2 * DAY

    begin()
    await removals.reached(1)

    expect(reports).toEqual(['the disk is gone', 'the disk is gone'])
    expect(await context.blobs.head(key)).toBeUndefined()
  })

  it('walk over the blobs once a day', async () => {
    const { time, walks, transactions, begin } = await open()

    begin()
    await transactions.reached(10)
    const onTheFirstDay = walks.count()
    time.now += DAY
    await walks.reached(2)

    expect(onTheFirstDay).toBe(1)
  })

  it('do not walk in the first one', async () => {
    const { walks, transactions, begin } = await open()

    const rounds = begin({ firstMs: 0, everyMs: DAY / 24 })
    await transactions.reached(2)
    await rounds.stop()

    expect(walks.count()).toBe(0)
  })

  it('end when they are stopped, the one under way first', async () => {
    const { transactions, reports, begin } = await open()
    const rounds = begin()
    await transactions.reached(1)

    await rounds.stop()
    const atTheEnd = transactions.count()
    await oneTimerLater()

    expect([transactions.count(), reports]).toEqual([atTheEnd, []])
  })
})

async function open({ walksThatFail = 0 } = {}) {
  const time = { now: Date.UTC(2026, 10, 20) }
  const clock = { now: () => time.now }
  const [walks, removals, transactions] = [bell(), bell(), bell()]
  const reports: unknown[] = []
  const records = await sqliteRecords({ file: ':memory:' })
  const blobs = memoryBlobs(clock)
  const context: SweepContext = {
    clock,
    report: (error) => reports.push(error instanceof Error ? error.message : error),
    records: {
      ...records,
      transaction(work) {
        transactions.ring()
        return records.transaction(work)
      },
    },
    blobs: {
      ...blobs,
      olderThan(at) {
        walks.ring()
        if (walks.count() <= walksThatFail) throw new Error('the disk is gone')
        return blobs.olderThan(at)
      },
      async remove(key, before) {
        const removed = await blobs.remove(key, before)
        removals.ring()
        return removed
      },
    },
  }
  const begin = (pace = AT_ONCE): Rounds => {
    const rounds = sweepRounds(context, KEEP, pace)
    onTestFinished(() => rounds.stop().then(() => records.close()))
    return rounds
  }
  return { context, time, walks, removals, transactions, reports, begin }
}

/** Counts, and lets a test wait for a count. */
function bell() {
  let count = 0
  const waiting = new Map<number, () => void>()
  return {
    count: () => count,
    ring(): void {
      count += 1
      waiting.get(count)?.()
    },
    reached: (wanted: number) =>
      new Promise<void>((resolve) => {
        if (count >= wanted) resolve()
        else waiting.set(wanted, resolve)
      }),
  }
}

/** Timers of one length fire in the order in which they were set. */
function oneTimerLater(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AT_ONCE.everyMs))
}
