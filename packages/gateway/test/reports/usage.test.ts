import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { asTexts, DAY_MS, readTable, reportedGateway } from './reported-gateway.ts'
import type { ReportedGateway } from './reported-gateway.ts'

const TITLE = { model: 'seedream-4.5', size: '2K' }

let open: ReportedGateway
beforeEach(async () => {
  open = await reportedGateway()
})
afterEach(() => open.gateway.close())

describe('GET /v1/usage', () => {
  it('tells what a key’s owner has spent by day, model, engine and key, and an admin what everybody has', async () => {
    await open.draw('dg_alice', { n: 2 })
    await open.draw('dg_alices_phone')
    await open.draw('dg_bob', TITLE)
    open.world.now += DAY_MS
    await open.draw('dg_alice')

    const { data, ...alices } = await open.report('/v1/usage', 'dg_alice')
    const everybodys = await open.report('/v1/usage', 'dg_admin')

    const heron = { model: 'seedream-4-0-250828', engine: 'quick', jobs: 1 }
    const alice = await open.keyId('dg_alice')
    const phone = await open.keyId('dg_alices_phone')
    const bob = await open.keyId('dg_bob')
    expect(data).toHaveLength(3)
    expect(data).toEqual(
      expect.arrayContaining([
        { ...heron, day: '2026-12-01', key_id: alice, images: 2, cost_usd: '0.06' },
        { ...heron, day: '2026-12-01', key_id: phone, images: 1, cost_usd: '0.03' },
        { ...heron, day: '2026-12-02', key_id: alice, images: 1, cost_usd: '0.03' },
      ]),
    )
    expect(alices).toEqual({
      object: 'usage',
      from: '2026-11-03',
      to: '2026-12-02',
      total: { jobs: 3, images: 4, cost_usd: '0.12' },
      budget: null,
    })
    expect(everybodys.data).toContainEqual({
      ...heron,
      day: '2026-12-01',
      model: 'seedream-4-5-251128',
      key_id: bob,
      images: 1,
      cost_usd: '0.04',
    })
    expect(everybodys.total).toEqual({ jobs: 4, images: 5, cost_usd: '0.16' })
  })

  it('counts a job on the day it ended, whole days in UTC, the last one included', async () => {
    open.world.now = Date.UTC(2026, 10, 30, 23, 59, 59, 999)
    await open.draw('dg_alice')
    open.world.now += 1
    await open.draw('dg_alice')
    const days = async (query: string) =>
      (await open.report(`/v1/usage${query}`, 'dg_alice')).data.map(({ day }) => day)

    expect(await days('?from=2026-11-30&to=2026-11-30')).toEqual(['2026-11-30'])
    expect(await days('?from=2026-11-30&to=2026-12-01')).toEqual(['2026-11-30', '2026-12-01'])
    expect(await days('?from=2026-12-01')).toEqual(['2026-12-01'])
    expect(await days('?to=2026-11-29')).toEqual([])
  })

  it('tells of one model, by any of its names, or of one key', async () => {
    await open.draw('dg_alice')
    await open.draw('dg_alices_phone', TITLE)
    const [alice, bob] = [await open.keyId('dg_alice'), await open.keyId('dg_bob')]
    const cost = async (query: string) =>
      (await open.report(`/v1/usage?${query}`, 'dg_alice')).total['cost_usd']

    expect(await cost('model=seedream-4.5')).toBe('0.04')
    expect(await cost(`key_id=${alice}`)).toBe('0.03')
    expect(await cost(`key_id=${alice}&model=seedream-4.5`)).toBe('0.00')
    expect(await cost(`key_id=${bob}`)).toBe('0.00')
  })

  it('says the same as a table', async () => {
    await open.draw('dg_alice', { n: 2 })
    await open.draw('dg_alice', TITLE)

    const answer = await open.get('/v1/usage', 'dg_alice', { accept: 'text/csv' })

    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="dreamgate-usage-2026-11-02-to-2026-12-01.csv"',
    )
    const { data } = await open.report('/v1/usage', 'dg_alice')
    expect(readTable(answer.payload)).toEqual(data.map(asTexts))
  })

  it.each([
    ['text/csv', true],
    ['text/csv;q=0.9, application/json;q=0.5', true],
    ['text/csv, */*;q=0.1', true],
    ['Text/CSV ; Q=1', true],
    ['application/json, text/csv', false],
    ['application/json, text/csv;q=0.5', false],
    ['text/csv;q=0', false],
    ['text/html,application/xhtml+xml,*/*;q=0.8', false],
    ['', false],
  ])('answers who accepts %j with a table: %s', async (accept, asTable) => {
    const answer = await open.get('/v1/usage', 'dg_alice', { accept })

    expect(String(answer.headers['content-type']).startsWith('text/csv')).toBe(asTable)
    expect(answer.headers['vary']).toBe('accept')
  })

  it('tells what is left of the key’s own budget, with what is reserved counted as gone', async () => {
    await open.draw('dg_poor')
    open.world.ends = ['outcome_unknown']
    await open.draw('dg_poor')

    const { budget } = await open.report('/v1/usage', 'dg_poor')

    expect(budget).toEqual({
      limit_usd: '0.10',
      committed_usd: '0.06',
      left_usd: '0.04',
      resets_at: Date.UTC(2027, 0, 1) / 1000,
    })
  })

  it.each([
    ['?from=yesterday&to=2026-02-30', { from: ['form', '2026-01-30'], to: ['form', '2026-02-28'] }],
    ['?from=2026-11-20T08:00:00Z', { from: ['form', '2026-11-20'] }],
    ['?from=2026-1-5', { from: ['form', '2026-01-05'] }],
    ['?from=2026-13-01', { from: ['form', '2026-12-01'] }],
    ['?from=1764547200', { from: ['form', '2026-11-02'] }],
    ['?to=1969-12-31', { to: ['form', '1970-01-01'] }],
    ['?from=0000-00-00', { from: ['form', '1970-01-01'] }],
    ['?from=', { from: ['form', '2026-11-02'] }],
    ['?from=2026-11-20&to=2026-11-19', { from: ['order', '2026-11-19'] }],
    ['?from=2025-10-27', { from: ['span', '2025-10-28'] }],
  ])('refuses %s: all problems at once, each with the nearest day', async (query, problems) => {
    const answer = await open.get(`/v1/usage${query}`, 'dg_alice')

    const details: readonly Readonly<Record<string, string>>[] = answer.json().error.details
    expect(answer.statusCode).toBe(400)
    expect(
      Object.fromEntries(details.map((problem) => [problem['param'], [problem['rule'], problem['nearest']]])),
    ).toEqual(problems)
    for (const problem of details) expect(problem['message']).toContain(problem['nearest'])
  })

  it.each(['?from=2025-10-28', '?from=1970-01-01&to=1971-02-04', '?to=1970-01-01', '?to=9999-12-31'])(
    'reads the days of %s',
    async (query) => {
      expect((await open.get(`/v1/usage${query}`, 'dg_alice')).statusCode).toBe(200)
    },
  )
})
