import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { entry } from './samples.ts'

const everybodys = { ownerId: undefined, keyId: undefined, model: undefined }

export const ledgerChapter: Chapter = (records) => {
  it('tells the money of a job in the order of its life', async () => {
    await records().ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))
    await records().ledger.add(entry('job_1', 'release', { micros: -900, at: 8 }))
    await records().ledger.add(entry('job_1', 'settle', { micros: 300, at: 8 }))
    await records().ledger.add(entry('job_2', 'reserve', { micros: 1, at: 6 }))

    expect((await records().ledger.of('job_1')).map(({ kind }) => kind)).toEqual([
      'reserve',
      'settle',
      'release',
    ])
    expect((await records().ledger.of('job_1'))[1]).toEqual(entry('job_1', 'settle', { micros: 300, at: 8 }))
  })

  it('settles a job only once', async () => {
    await records().ledger.add(entry('job_1', 'settle', { micros: 300, at: 8 }))

    await expect(records().ledger.add(entry('job_1', 'settle', { micros: 300, at: 9 }))).rejects.toThrow()
    expect(await records().ledger.committed('key_1', 0)).toBe(300)
  })

  it('sums what a key has spent and holds reserved', async () => {
    await records().ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))
    await records().ledger.add(entry('job_1', 'settle', { micros: 300, at: 8 }))
    await records().ledger.add(entry('job_1', 'release', { micros: -900, at: 8 }))
    await records().ledger.add(entry('job_2', 'reserve', { micros: 50, at: 9 }))
    await records().ledger.add({ ...entry('job_3', 'reserve', { micros: 7, at: 9 }), keyId: 'key_2' })

    expect(await records().ledger.committed('key_1', 0)).toBe(350)
    expect(await records().ledger.committed('key_1', 9)).toBe(50)
    expect(await records().ledger.committed('key_3', 0)).toBe(0)
  })

  it('counts no money as given back in this month that was reserved in the last', async () => {
    await records().ledger.add(entry('job_1', 'reserve', { micros: 900, at: 5 }))
    await records().ledger.add(entry('job_1', 'settle', { micros: 300, at: 15 }))
    await records().ledger.add(entry('job_1', 'release', { micros: -900, at: 15 }))

    expect(await records().ledger.committed('key_1', 10)).toBe(300)
  })

  it('reports settled spend by UTC day, model, engine and key', async () => {
    const evening = Date.UTC(2026, 10, 20, 23, 59, 59, 999)
    const images = { images: 2 }
    await records().ledger.add(entry('job_1', 'reserve', { micros: 900, at: evening }))
    await records().ledger.add({ ...entry('job_1', 'settle', { micros: 300, at: evening }), ...images })
    await records().ledger.add({ ...entry('job_2', 'settle', { micros: 400, at: evening }), ...images })
    await records().ledger.add({ ...entry('job_3', 'settle', { micros: 500, at: evening + 1 }), ...images })
    await records().ledger.add({
      ...entry('job_4', 'settle', { micros: 0, at: evening + 1 }),
      engine: 'sketch',
    })

    const usage = await records().ledger.usage({ ...everybodys, from: 0, to: evening + 2 })

    const ark = { model: 'seedream-4-0-250828', engine: 'ark', keyId: 'key_1' }
    expect(usage).toEqual([
      { ...ark, day: '2026-11-20', jobs: 2, images: 4, cost: 700 },
      { ...ark, day: '2026-11-21', jobs: 1, images: 2, cost: 500 },
      { ...ark, engine: 'sketch', day: '2026-11-21', jobs: 1, images: 0, cost: 0 },
    ])
  })

  it('reports one owner and a stretch of time, its end left out', async () => {
    await records().ledger.add(entry('job_1', 'settle', { micros: 1, at: 10 }))
    await records().ledger.add(entry('job_2', 'settle', { micros: 2, at: 19 }))
    await records().ledger.add(entry('job_3', 'settle', { micros: 4, at: 20 }))
    await records().ledger.add({ ...entry('job_4', 'settle', { micros: 8, at: 15 }), ownerId: 'bob' })
    const cost = async (ownerId: string | undefined) =>
      (await records().ledger.usage({ ...everybodys, ownerId, from: 10, to: 20 })).map((row) => row.cost)

    expect(await cost('ann')).toEqual([3])
    expect(await cost('bob')).toEqual([8])
    expect(await cost(undefined)).toEqual([11])
  })

  it('reports one key, one model, or one model of one key', async () => {
    const pro = { model: 'seedream-5-0-260128' }
    await records().ledger.add(entry('job_1', 'settle', { micros: 1, at: 10 }))
    await records().ledger.add({ ...entry('job_2', 'settle', { micros: 2, at: 10 }), ...pro })
    await records().ledger.add({ ...entry('job_3', 'settle', { micros: 4, at: 10 }), keyId: 'key_2' })
    await records().ledger.add({ ...entry('job_4', 'settle', { micros: 8, at: 10 }), keyId: 'key_2', ...pro })
    const cost = async (filter: { readonly keyId?: string; readonly model?: string }) =>
      (await records().ledger.usage({ ...everybodys, from: 0, to: 20, ...filter }))
        .map((row) => row.cost)
        .reduce((sum, one) => sum + one, 0)

    expect(await cost({ keyId: 'key_2' })).toBe(12)
    expect(await cost(pro)).toBe(10)
    expect(await cost({ keyId: 'key_2', ...pro })).toBe(8)
    expect(await cost({ keyId: 'key_3' })).toBe(0)
  })

  it('reports a loss as spend of the day on which it was declared, without a job or a picture of its own', async () => {
    const monthEnd = Date.UTC(2026, 10, 30, 23, 59, 59, 999)
    await records().ledger.add({ ...entry('job_1', 'settle', { micros: 300, at: monthEnd }), images: 1 })
    await records().ledger.add(entry('job_1', 'resolve', { micros: -600, at: monthEnd + 1 }))
    await records().ledger.add(entry('job_1', 'loss', { micros: 600, at: monthEnd + 1 }))

    const usage = await records().ledger.usage({ ...everybodys, from: monthEnd, to: monthEnd + 2 })

    expect(usage.map(({ day, jobs, images, cost }) => [day, jobs, images, cost])).toEqual([
      ['2026-11-30', 1, 1, 300],
      ['2026-12-01', 0, 0, 600],
    ])
  })
}
