import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { asTexts, DAY_MS, LASTING, readTable, reportedGateway } from './reported-gateway.ts'
import type { ReportedGateway } from './reported-gateway.ts'

let open: ReportedGateway
beforeEach(async () => {
  open = await reportedGateway()
})
afterEach(() => open.gateway.close())

const reconciliation = () => open.report('/v1/reconciliation', 'dg_admin')

describe('GET /v1/reconciliation', () => {
  it('is for admins', async () => {
    expect((await open.get('/v1/reconciliation', 'dg_alice')).statusCode).toBe(403)
    expect((await open.get('/v1/reconciliation', 'dg_admin')).statusCode).toBe(200)
  })

  it('holds every way a job can end against the calls that were made for it', async () => {
    await open.draw('dg_alice', { n: 2 })
    open.world.moderated = 1
    await open.draw('dg_bob', { n: 2 })
    open.world.moderated = undefined
    open.world.ends = ['content_refused', ...Array.from({ length: 4 }, () => 'outcome_unknown' as const)]
    await open.draw('dg_alice')
    await open.draw('dg_alice')
    await open.resolve(await open.draw('dg_alice', { n: 3 }), 'bought')
    await open.resolve(await open.draw('dg_alice', { n: 2 }), 'not_bought')
    await open.resolve(await open.draw('dg_alice'), 'ask_again')
    await cancelledInItsMidst()
    await inFlight()

    const { data, total } = await reconciliation()

    expect(data).toEqual([
      {
        day: '2026-12-01',
        model: 'seedream-4-0-250828',
        engine: 'quick',
        calls: 7,
        asked: 12,
        delivered: 4,
        failed: 4,
        unknown: 1,
        lost: 3,
        in_flight: 0,
        charged_usd: '0.12',
        lost_usd: '0.09',
        held_usd: '0.03',
      },
      {
        day: '2026-12-01',
        model: 'seedream-5-0-260128',
        engine: 'slow',
        calls: 2,
        asked: 3,
        delivered: 0,
        failed: 0,
        unknown: 2,
        lost: 0,
        in_flight: 1,
        charged_usd: '0.00',
        lost_usd: '0.00',
        held_usd: '0.07',
      },
    ])
    expect(total).toEqual({
      calls: 9,
      asked: 15,
      delivered: 4,
      failed: 4,
      unknown: 3,
      lost: 3,
      in_flight: 1,
      charged_usd: '0.12',
      lost_usd: '0.09',
      held_usd: '0.10',
    })
    expect((await open.report('/v1/usage', 'dg_admin')).total).toMatchObject({ cost_usd: '0.21' })
  })

  it('leaves out a call that is to be tried again, and has it once when it was answered', async () => {
    open.world.ends = ['rate_limited']
    const id = await open.submit('dg_alice')
    await expect.poll(async () => (await open.job(id)).error?.code).toBe('rate_limited')

    const between = await reconciliation()
    open.world.now += 1_000
    await expect.poll(async () => (await open.job(id)).status).toBe('succeeded')
    const after = await reconciliation()

    expect(between.data).toEqual([])
    expect(after.data).toMatchObject([{ calls: 1, asked: 1, delivered: 1, charged_usd: '0.03' }])
  })

  it('leaves out a job that was cancelled before anything was asked', async () => {
    open.world.ends = ['rate_limited']
    const id = await open.submit('dg_alice')
    await expect.poll(async () => (await open.job(id)).error?.code).toBe('rate_limited')
    await open.cancel(id)

    expect((await open.job(id)).status).toBe('cancelled')
    expect((await reconciliation()).data).toEqual([])
  })

  it('says the same as a table, with a last line for the total', async () => {
    await open.draw('dg_alice', { n: 2 })
    open.world.now += DAY_MS
    await open.draw('dg_bob')

    const answer = await open.get('/v1/reconciliation', 'dg_admin', { accept: 'text/csv' })

    const { data, total } = await reconciliation()
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="dreamgate-reconciliation-2026-11-03-to-2026-12-02.csv"',
    )
    expect(data).toHaveLength(2)
    expect(readTable(answer.payload)).toEqual(
      [...data, { day: 'total', model: '', engine: '', ...total }].map(asTexts),
    )
  })

  it('refuses days as usage does', async () => {
    const answer = await open.get('/v1/reconciliation?from=2026-12-02&to=2026-12-01', 'dg_admin')

    expect([answer.statusCode, answer.json().error.param]).toEqual([400, 'from'])
  })
})

async function cancelledInItsMidst(): Promise<void> {
  const id = await open.submit('dg_alice', { ...LASTING, n: 2 })
  await expect.poll(async () => (await reconciliation()).total['in_flight']).toBe(2)
  await open.cancel(id)
}

async function inFlight(): Promise<void> {
  await open.submit('dg_bob', LASTING)
  await expect.poll(async () => (await reconciliation()).total['in_flight']).toBe(1)
}
