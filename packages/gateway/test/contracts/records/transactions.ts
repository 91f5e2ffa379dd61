import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { entry, everyJob, newJob } from './samples.ts'

export const transactionChapter: Chapter = (records) => {
  it('keeps all of it', async () => {
    const job = await records().transaction(async (inside) => {
      await inside.ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))
      return inside.jobs.insert(newJob('job_1'))
    })

    expect(await records().jobs.find('job_1')).toEqual(job)
    expect(await records().ledger.committed('key_1', 0)).toBe(900)
  })

  it('keeps nothing of it when the work throws, and passes the reason on', async () => {
    const reason = new Error('no budget')

    const outcome = records().transaction(async (inside) => {
      await inside.jobs.insert(newJob('job_1'))
      await inside.ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))
      throw reason
    })

    await expect(outcome).rejects.toBe(reason)
    expect(await records().jobs.find('job_1')).toBeUndefined()
    expect(await records().ledger.committed('key_1', 0)).toBe(0)
  })

  it('keeps nothing of it when a row is refused', async () => {
    await records().jobs.insert(newJob('job_1'))

    await expect(
      records().transaction(async (inside) => {
        await inside.ledger.add(entry('job_2', 'reserve', { micros: 900, at: 5 }))
        await inside.jobs.insert(newJob('job_1'))
      }),
    ).rejects.toThrow()

    expect(await records().ledger.of('job_2')).toEqual([])
  })

  it('shows nobody what it has not finished', async () => {
    const paused = deferred()
    const inserted = deferred()
    const transaction = records().transaction(async (inside) => {
      await inside.jobs.insert(newJob('job_1'))
      inserted.resolve()
      await paused.promise
      throw new Error('changed its mind')
    })
    await inserted.promise

    const seen = records().jobs.find('job_1')
    paused.resolve()

    await expect(transaction).rejects.toThrow('changed its mind')
    expect(await seen).toBeUndefined()
  })

  it('undoes one of several at once and keeps its neighbours', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        records().transaction(async (inside) => {
          await inside.jobs.insert(newJob(`job_${index}`))
          if (index % 3 === 0) throw new Error('no')
        }),
      ),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect(await records().jobs.list(everyJob)).toHaveLength(20)
  })

  it('lets no two transactions spend the same rest of a budget', async () => {
    const budget = 100
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        records().transaction(async (inside) => {
          if ((await inside.ledger.committed('key_1', 0)) + 30 > budget) return false
          await inside.ledger.add(entry(`job_${index}`, 'reserve', { micros: 30, at: 5 }))
          return true
        }),
      ),
    )

    expect(outcomes.filter(Boolean)).toHaveLength(3)
  })

  it('opens none inside another', async () => {
    const nested = records().transaction((inside) => inside.transaction(async () => undefined))

    await expect(nested).rejects.toThrow('inside a transaction')
  })
}

function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let open: () => void = () => undefined
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, resolve: () => open() }
}
