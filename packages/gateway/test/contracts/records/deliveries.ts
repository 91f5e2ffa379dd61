import { expect, it } from 'vitest'

import type { Delivery } from '../../../src/core/webhook.ts'
import type { Chapter } from './samples.ts'
import { delivery, endpoint } from './samples.ts'

const NONE: readonly string[] = []

export const deliveryChapter: Chapter = (records) => {
  const add = async (...all: readonly Delivery[]) => {
    for (const one of all) {
      await records().webhooks.insert(endpoint(one.endpointId, { ownerId: one.ownerId }))
      await records().deliveries.add(one)
    }
  }
  const due = async (now: number, { limit = 9, perEndpoint = 9, endpoints = NONE, owners = NONE } = {}) => {
    const found = await records().deliveries.due({ now, limit, perEndpoint, without: { endpoints, owners } })
    return found.map(({ id }) => id)
  }
  const nextAt = async (id: string) => (await records().deliveries.find(id))?.nextAt

  it('keeps a delivery as it was given', async () => {
    const ended = delivery('evt_1', { status: 'failed', lastStatus: 410, lastError: 'Gone.', finishedAt: 5 })
    const fresh = delivery('evt_2', { jobId: undefined })
    await add(ended, fresh)

    expect(await records().deliveries.find('evt_1')).toEqual(ended)
    expect(await records().deliveries.find('evt_2')).toEqual(fresh)
    expect(await records().deliveries.find('evt_3')).toBeUndefined()
  })

  it('names those that are due, the longest due first, up to the limit', async () => {
    await add(
      delivery('evt_1', { jobId: 'job_1', nextAt: 20 }),
      delivery('evt_2', { jobId: 'job_2', nextAt: 10 }),
      delivery('evt_3', { jobId: 'job_3', nextAt: 10 }),
      delivery('evt_4', { jobId: 'job_4', nextAt: 21 }),
    )

    expect(await due(9)).toEqual([])
    expect(await due(20)).toEqual(['evt_2', 'evt_3', 'evt_1'])
    expect(await due(20, { limit: 2 })).toEqual(['evt_2', 'evt_3'])
  })

  it.for(['delivered', 'failed'] as const)('never names one that is %s', async (status) => {
    await add(delivery('evt_1', { status }))

    expect(await due(1_000)).toEqual([])
  })

  it('leaves out the endpoints it is told to', async () => {
    await add(
      delivery('evt_1', { endpointId: 'wh_1', target: 'wh_1' }),
      delivery('evt_2', { endpointId: 'wh_2', target: 'wh_2' }),
    )

    expect(await due(10, { endpoints: ['wh_1', 'wh_3'] })).toEqual(['evt_2'])
  })

  it('leaves out the owners it is told to', async () => {
    await add(
      delivery('evt_1', { endpointId: 'wh_1', target: 'wh_1' }),
      delivery('evt_2', { endpointId: 'wh_2', target: 'wh_2', ownerId: 'bob' }),
    )

    expect(await due(10, { owners: ['ann'] })).toEqual(['evt_2'])
  })

  it('names of each endpoint a share, and first of the one where one is due the longest', async () => {
    const to = (endpointId: string, dueAt: number) => ({ endpointId, jobId: undefined, nextAt: dueAt })
    await add(
      delivery('evt_1', to('wh_1', 8)),
      delivery('evt_2', to('wh_1', 7)),
      delivery('evt_3', to('wh_1', 9)),
      delivery('evt_4', to('wh_2', 5)),
    )
    for (let number = 10; number < 30; number += 1)
      await add(delivery(`evt_${number}`, to(`wh_${number}`, 10)))

    expect((await due(10, { perEndpoint: 2, limit: 4 })).slice(0, 3)).toEqual(['evt_4', 'evt_2', 'evt_1'])
    expect(await due(10, { perEndpoint: 2, limit: 99 })).toHaveLength(23)
  })

  it('hastens what an endpoint waits for, as many as wished, but nothing that somebody may have in hand', async () => {
    const putOff = (nextAt: number, attempts = 0) => ({ jobId: undefined, nextAt, attempts })
    await add(
      delivery('evt_1', putOff(900)),
      delivery('evt_2', putOff(800, 3)),
      delivery('evt_3', putOff(45)),
      delivery('evt_4', putOff(50, 1)),
      delivery('evt_5', { ...putOff(900), endpointId: 'wh_2' }),
      delivery('evt_6', { ...putOff(900), status: 'failed' }),
    )
    const hasten = () => records().deliveries.hasten('wh_1', { now: 20, leasedUntil: 50, limit: 2 })

    expect([await hasten(), await hasten(), await hasten()]).toEqual([2, 1, 0])
    expect(await due(20)).toEqual(['evt_1', 'evt_2', 'evt_3'])
    expect(await nextAt('evt_4')).toBe(50)
  })

  it('keeps the order of a job and target: the next only when the one before has left pending', async () => {
    const first = delivery('evt_1')
    await add(
      delivery('evt_2'),
      first,
      delivery('evt_3', { jobId: 'job_2' }),
      delivery('evt_4', { target: 'https://else.example/' }),
    )

    expect(await due(10)).toEqual(['evt_1', 'evt_3', 'evt_4'])
    const claimed = await records().deliveries.claim(first, 500)
    expect(await due(10)).toEqual(['evt_3', 'evt_4'])
    if (claimed) await records().deliveries.change(claimed, { status: 'failed', finishedAt: 11 })
    expect(await due(10)).toEqual(['evt_2', 'evt_3', 'evt_4'])
  })

  it('puts off with one those that wait behind it, and calls the next when it has ended', async () => {
    const first = delivery('evt_1')
    await add(
      first,
      delivery('evt_2'),
      delivery('evt_3', { nextAt: 950 }),
      delivery('evt_4', { jobId: 'job_2' }),
    )

    await records().deliveries.change(first, { nextAt: 900 })
    await add(delivery('evt_5'))

    expect(await Promise.all(['evt_2', 'evt_3', 'evt_4', 'evt_5'].map(nextAt))).toEqual([900, 950, 10, 950])
    await records().deliveries.change({ ...first, nextAt: 900 }, { status: 'delivered', finishedAt: 600 })
    expect(await Promise.all(['evt_2', 'evt_3', 'evt_5'].map(nextAt))).toEqual([600, 950, 950])
  })

  it('hears whoever has one in hand while another before it was redelivered', async () => {
    const first = delivery('evt_1', { status: 'failed' })
    const second = delivery('evt_2')
    await add(first, second)
    const inHand = await records().deliveries.claim(second, 500)
    const again = await records().deliveries.change(first, { status: 'pending', giveUpAt: 2_000 })
    const putOff = again && (await records().deliveries.change(again, { nextAt: 900 }))

    if (putOff) await records().deliveries.change(putOff, { status: 'failed', finishedAt: 20 })

    expect(await due(499)).toEqual([])
    const done = inHand && (await records().deliveries.change(inHand, { status: 'delivered' }))
    expect(done?.status).toBe('delivered')
  })

  it('keeps no order between messages about no job', async () => {
    await add(delivery('evt_1', { jobId: undefined }), delivery('evt_2', { jobId: undefined }))

    expect(await due(10)).toEqual(['evt_1', 'evt_2'])
  })

  it('lets one of many take a delivery, counts the attempt, and hides it until the lease has passed', async () => {
    const one = delivery('evt_1')
    await add(one)

    const takers = Array.from({ length: 8 }, () => records().deliveries.claim(one, 500))
    const taken = (await Promise.all(takers)).filter((claimed) => claimed !== undefined)

    expect(taken).toEqual([{ ...one, attempts: 1, nextAt: 500 }])
    expect(await records().deliveries.find('evt_1')).toEqual(taken[0])
    expect(await due(499)).toEqual([])
    expect(await due(500)).toEqual(['evt_1'])
  })

  it('lets nobody take one that has ended', async () => {
    const one = delivery('evt_1', { status: 'delivered' })
    await add(one)

    expect(await records().deliveries.claim(one, 500)).toBeUndefined()
  })

  it('drops what an earlier taker has to say once another has taken it', async () => {
    const one = delivery('evt_1')
    await add(one)
    const slow = await records().deliveries.claim(one, 500)
    const quick = slow && (await records().deliveries.claim(slow, 900))

    const late = slow && (await records().deliveries.change(slow, { status: 'failed' }))
    const done = quick && (await records().deliveries.change(quick, { status: 'delivered', lastStatus: 204 }))

    expect(late).toBeUndefined()
    expect(done).toEqual({ ...one, attempts: 2, nextAt: 900, status: 'delivered', lastStatus: 204 })
    expect(await records().deliveries.find('evt_1')).toEqual(done)
  })

  it('empties what is named without a value', async () => {
    const failed = delivery('evt_1', { status: 'failed', lastStatus: 500, finishedAt: 9 })
    await add(failed)

    await records().deliveries.change(failed, { status: 'pending', finishedAt: undefined })

    expect(await records().deliveries.find('evt_1')).toEqual(delivery('evt_1', { lastStatus: 500 }))
  })

  it('does nothing about one that was removed', async () => {
    const one = delivery('evt_1')
    await add(one)
    await records().webhooks.remove(one.endpointId)

    expect(await records().deliveries.claim(one, 500)).toBeUndefined()
    expect(await records().deliveries.change(one, { status: 'failed' })).toBeUndefined()
  })

  it('lists an endpoint’s deliveries, newest first, page by page', async () => {
    const ids = ['evt_1', 'evt_2', 'evt_3']
    await add(...ids.map((id) => delivery(id)), delivery('evt_4', { endpointId: 'wh_2' }))
    const list = async (cursor: string | undefined) =>
      (await records().deliveries.list({ endpointId: 'wh_1', cursor, limit: 2 })).map(({ id }) => id)

    expect(await list(undefined)).toEqual(['evt_3', 'evt_2'])
    expect(await list('evt_2')).toEqual(['evt_1'])
  })
}
