import { afterEach, describe, expect, it, vi } from 'vitest'

import { finish } from '../../src/app/finish.ts'
import { newJobId } from '../../src/app/ids.ts'
import { Fault } from '../../src/core/fault.ts'
import type { Records } from '../../src/core/ports/records.ts'
import { newJob, plan } from '../contracts/records/samples.ts'
import { quickEngine } from '../quick-engine.ts'
import type { WholeOptions } from '../whole-gateway.ts'
import { BOB, DRAWER, webhookHouse } from './house.ts'
import type { House } from './house.ts'
import { isGenuine, verified } from './receiver.ts'
import type { Message } from './receiver.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PICTURES_TOO = { events: ['image.delivered', 'job.succeeded'] }

let house: House | undefined
afterEach(() => house?.close())

describe('an endpoint', () => {
  it('hears of a job and its pictures, in order, in words the reference library believes', async () => {
    const { ears, register, draw, get } = await open()
    const { secret } = await register({ url: ears.url, ...PICTURES_TOO })

    const job = await draw({ n: 2 })
    await ears.until((messages) => messages.length === 3)

    const bodies = ears.messages.map((message) => verified(secret, message))
    const shown = await get(`/v1/jobs/${job}`)
    expect(bodies.map(({ type }) => type)).toEqual(['image.delivered', 'image.delivered', 'job.succeeded'])
    expect(bodies.slice(0, 2).map(({ data }) => data)).toEqual(
      shown.images.map((image: unknown) => ({ job_id: job, image })),
    )
    expect(bodies[2]?.data).toEqual(shown)
    expect(idsOf(ears.messages)).toEqual(idsOf(ears.messages).toSorted())
    expect(ears.messages[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^dreamgate\//),
    })
  })

  it('hears of jobs alone unless it asks for pictures', async () => {
    const { ears, register, draw, deliveriesOnceEnded } = await open()
    const { id } = await register({ url: ears.url })

    await draw({ n: 3 })

    expect((await deliveriesOnceEnded(id, 1)).map(({ event }) => event)).toEqual(['job.succeeded'])
  })

  it('hears of a job that failed', async () => {
    const refused = new Fault('content_refused', 'The input text may contain sensitive information.')
    const { ears, register, draw } = await open({ engines: [quickEngine({ refuses: () => refused })] })
    const { secret } = await register({ url: ears.url })

    await draw({})
    await ears.until((messages) => messages.length === 1)

    expect(verified(secret, first(ears.messages))).toMatchObject({
      type: 'job.failed',
      data: { status: 'failed', error: { code: 'content_refused' } },
    })
  })

  it('hears of a job that was cancelled', async () => {
    const { ears, register, draw, ask } = await open({ engines: [quickEngine({ hangs: true })] })
    await register({ url: ears.url })

    const job = await draw({}, { headers: { prefer: 'respond-async' } })
    await ask('POST', `/v1/jobs/${job}/cancel`)
    await ears.until((messages) => messages.length === 1)

    expect(JSON.parse(first(ears.messages).body)).toMatchObject({ type: 'job.cancelled', data: { id: job } })
  })

  it('that names a key hears of the jobs of that key only', async () => {
    const { ears, register, draw, gateway } = await open()
    const keys = await gateway.context.records.keys.list()
    await register({ url: `${ears.url}/drawer`, key_id: keys.find(({ name }) => name === DRAWER)?.id })
    await register({ url: `${ears.url}/all` })

    await draw({})
    await draw({}, { key: DRAWER })
    await ears.until((messages) => messages.length === 3)

    expect(ears.messages.map(({ path }) => path).toSorted()).toEqual([
      '/hook/all',
      '/hook/all',
      '/hook/drawer',
    ])
  })

  it('hears nothing of a stranger’s jobs', async () => {
    const { ears, register, draw, deliveries } = await open()
    const { id } = await register({ url: ears.url })

    await draw({}, { key: BOB })
    const job = await draw({})

    expect((await deliveries(id)).map(({ job_id }) => job_id)).toEqual([job])
  })

  it('that says 410 is disabled, and what waits for it fails when its day is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, draw, get, pass, deliveries } = await open()
    const { id } = await register({ url: ears.url, ...PICTURES_TOO })
    ears.answer(500)
    await draw({})
    await ears.until((messages) => messages.length === 1)
    ears.answer(410)

    await pass(HOUR)
    await draw({})

    expect(await get(`/v1/webhooks/${id}`)).toMatchObject({ enabled: false })
    expect((await deliveries(id)).map((one) => [one['event'], one['attempts'], one['last_error']])).toEqual([
      ['job.succeeded', 0, 'The endpoint is disabled.'],
      ['image.delivered', 2, 'It answered 410.'],
    ])
    expect(ears.messages.map(({ status }) => status)).toEqual([500, 410])
  })

  it('that is switched off for a while gets what waited for it, at once, when it is switched on', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, draw, ask, pass, deliveries, deliveriesOnceEnded } = await open()
    const { id } = await register({ url: ears.url, ...PICTURES_TOO })
    const enable = (enabled: boolean) => ask('PATCH', `/v1/webhooks/${id}`, { body: { enabled } })
    ears.answer(500)
    await draw({})
    await ears.until((messages) => messages.length === 1)
    await enable(false)
    ears.answer(200)

    await pass(HOUR, 3 * HOUR)
    const waiting = await deliveries(id)
    await enable(true)
    const ended = await deliveriesOnceEnded(id, 2)

    expect(waiting.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['pending', 0],
      ['pending', 1],
    ])
    expect(ended.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['delivered', 1],
      ['delivered', 2],
    ])
    expect(ears.messages.map(({ status }) => status)).toEqual([500, 200, 200])
  })

  it('that redirects is not followed', async () => {
    const { ears, register, post } = await open()
    ears.answer((path) => (path === '/hook' ? { status: 302, headers: { location: '/inside' } } : 200))
    const { id } = await register({ url: ears.url })

    expect(await post(`/v1/webhooks/${id}/test`)).toMatchObject({
      status: 'failed',
      last_status: 302,
      last_error: 'It answered 302; redirects are not followed.',
    })
    expect(ears.messages.map(({ path }) => path)).toEqual(['/hook'])
  })

  it('whose address was changed gets what was waiting at the new one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, draw, ask, pass, deliveries } = await open()
    const { id } = await register({ url: ears.url })
    ears.answer((path) => (path === '/moved' ? 200 : 500))
    await draw({})
    await ears.until((messages) => messages.length === 1)

    const url = ears.url.replace('/hook', '/moved')
    await ask('PATCH', `/v1/webhooks/${id}`, { body: { url } })
    await pass(MINUTE)

    expect(await deliveries(id)).toMatchObject([{ status: 'delivered', url }])
  })
})

describe('a receiver that fails for an hour', () => {
  it('still gets every event, once per id, in the order of each job', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, draw, pass, deliveries } = await open()
    const { secret, id } = await register({ url: ears.url, ...PICTURES_TOO })
    ears.answer(500)
    const jobs: string[] = []
    for (let number = 0; number < 12; number += 1) jobs.push(await draw({ n: 2 }))

    await pass(MINUTE, HOUR)
    ears.answer(204)
    await pass(5 * MINUTE)

    const heard = ears.messages.filter(({ status }) => status === 204)
    const refused = ears.messages.filter(({ status }) => status === 500)
    expect(refused.length).toBeGreaterThan(12 * 5)
    // Only the first of each job was tried: the others wait for it.
    expect(new Set(idsOf(refused)).size).toBe(12)
    expect(heard).toHaveLength(12 * 3)
    expect(new Set(idsOf(heard)).size).toBe(12 * 3)
    for (const job of jobs) {
      const about = heard.map(({ body }) => JSON.parse(body)).filter(({ data }) => jobOf(data) === job)
      expect(about.map(({ type }) => type)).toEqual(['image.delivered', 'image.delivered', 'job.succeeded'])
    }
    expect((await deliveries(id)).every(({ status }) => status === 'delivered')).toBe(true)
    expect(ears.messages.every((message) => believedWhenItCame(secret, message))).toBe(true)
  })

  it('is given up after a day, and a message that is sent again by hand keeps its id', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, draw, pass, post, deliveries, deliveriesOnceEnded } = await open()
    const { id } = await register({ url: ears.url })
    ears.answer(500)
    await draw({})

    await pass(30 * MINUTE)
    const [given = {}] = await deliveries(id)
    const hours = (Date.now() / 1000 - Number(given['created_at'])) / 3600
    ears.answer(200)
    await post(`/v1/webhooks/${id}/deliveries/${String(given['id'])}/redeliver`)
    const again = await deliveriesOnceEnded(id, 1)

    expect(given).toMatchObject({ status: 'failed', last_status: 500 })
    expect(Math.floor(hours)).toBe(24)
    expect(new Set(idsOf(ears.messages))).toEqual(new Set([given['id']]))
    expect(again).toMatchObject([{ id: given['id'], status: 'delivered', attempts: 1 }])
  })
})

describe('a secret that is rotated', () => {
  it('signs together with the one before until the grace is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ears, register, post } = await open()
    const { secret: old, id } = await register({ url: ears.url })
    const { secret: fresh } = await post(`/v1/webhooks/${id}/rotate`, { grace_seconds: 3600 })

    await post(`/v1/webhooks/${id}/test`)
    vi.setSystemTime(Date.now() + HOUR)
    await post(`/v1/webhooks/${id}/test`)

    const [within, after] = ears.messages
    expect(believedBy([old, fresh], within)).toEqual([true, true])
    expect(believedBy([old, fresh], after)).toEqual([false, true])
    expect(after?.headers['webhook-signature']).not.toContain(' ')
  })

  it('is the only one at once when no grace is wished', async () => {
    const { ears, register, post } = await open()
    const { secret: old, id } = await register({ url: ears.url })
    const rotated = await post(`/v1/webhooks/${id}/rotate`, { grace_seconds: 0 })

    await post(`/v1/webhooks/${id}/test`)

    expect(rotated.previous_valid_until).toBeNull()
    expect(believedBy([old, rotated.secret], ears.messages[0])).toEqual([false, true])
  })
})

describe('an address named with a request', () => {
  it('is told how the job ended, and only that, signed with the owner’s own secret', async () => {
    const { ears, draw, get, deliveriesOnceEnded } = await open()

    await draw({ n: 2 }, { key: DRAWER, headers: { 'x-dreamgate-webhook': ears.url } })
    const told = await deliveriesOnceEnded('default', 1)
    const { secret } = await get('/v1/webhooks/default/secret')

    expect(verified(secret, first(ears.messages))).toMatchObject({ type: 'job.succeeded' })
    expect(told).toMatchObject([{ webhook: 'default', url: ears.url, event: 'job.succeeded' }])
    expect(await get('/v1/webhooks')).toEqual({ object: 'list', data: [] })
  })

  it('is told beside the endpoints, and many at once share one secret', async () => {
    const { ears, register, draw, get } = await open()
    await register({ url: `${ears.url}/mine` })

    const numbers = Array.from({ length: 6 }, (_, number) => String(number))
    const named = (number: string) => ({ 'x-dreamgate-webhook': `${ears.url}/${number}` })
    await Promise.all(numbers.map((number) => draw({}, { key: DRAWER, headers: named(number) })))
    await ears.until((messages) => messages.length === 12)
    const { secret } = await get('/v1/webhooks/default/secret')

    const told = ears.messages.filter(({ path }) => path !== '/hook/mine')
    expect(told.every((message) => isGenuine(secret, message))).toBe(true)
    expect(told.map(({ path }) => path).toSorted()).toEqual(numbers.map((number) => `/hook/${number}`))
  })

  it('switches nothing off by saying 410', async () => {
    const { ears, draw, deliveriesOnceEnded } = await open()
    const headers = { 'x-dreamgate-webhook': ears.url }
    ears.answer(410)
    await draw({}, { key: DRAWER, headers })
    await deliveriesOnceEnded('default', 1)
    ears.answer(200)

    await draw({}, { key: DRAWER, headers })

    const ended = await deliveriesOnceEnded('default', 2)
    expect(ended.map(({ status }) => status)).toEqual(['delivered', 'failed'])
  })
})

describe('an address inside', () => {
  it.each(['http://127.0.0.1/', 'http://10.1.2.3/hook', 'https://[::1]/', 'http://169.254.169.254/latest'])(
    '%s is refused as an endpoint and with a request',
    async (url) => {
      const { ask } = await open({ allowPrivate: [] })

      const endpoint = await ask('POST', '/v1/webhooks', { body: { url } })
      const headers = { 'x-dreamgate-webhook': url }
      const request = await ask('POST', '/v1/images/generations', { body: { prompt: 'a heron' }, headers })

      expect([endpoint.statusCode, request.statusCode]).toEqual([400, 400])
      expect(endpoint.json().error.details).toMatchObject([{ param: 'url', rule: 'webhook.public' }])
      expect(request.json().error.details).toMatchObject([{ param: 'x-dreamgate-webhook' }])
    },
  )

  it('is not reached by a name that leads there', async () => {
    const { register, post } = await open({ allowPrivate: [] })
    const { id } = await register({ url: 'http://localhost/hook' })

    expect(await post(`/v1/webhooks/${id}/test`)).toMatchObject({
      status: 'failed',
      last_status: null,
      last_error: expect.stringContaining('localhost does not lead to a public address'),
    })
  })
})

describe('the rows of the messages', () => {
  it('are there exactly when what they tell is', async () => {
    const { ears, register, gateway, deliveries } = await open()
    const { id } = await register({ url: ears.url })
    const { records } = gateway.context
    // Not due before long, so no worker takes it.
    const later = Date.now() + HOUR
    const job = await records.jobs.insert(
      newJob(newJobId(later), { ownerId: 'ann', createdAt: later, plan: plan({ price: 0 }) }),
    )
    const end = { by: 'worker', ends: [], warnings: [] } as const

    const broken = { ...gateway.context, records: withoutRoomForDeliveries(records) }
    await expect(finish(broken, job, end)).rejects.toThrow('disk full')
    const unfinished = await records.jobs.find(job.id)
    const broke = { ...gateway.context, records: breakingAtTheEnd(records) }
    await expect(finish(broke, job, end)).rejects.toThrow('power cut')
    const untold = await deliveries(id)
    await finish(gateway.context, job, end)
    await ears.until((messages) => messages.length === 1)

    expect(unfinished).toEqual(job)
    expect(untold).toEqual([])
    expect(JSON.parse(first(ears.messages).body)).toMatchObject({ type: 'job.failed', data: { id: job.id } })
  })
})

async function open(options: WholeOptions = {}): Promise<House> {
  house = await webhookHouse(options)
  return house
}

function withoutRoomForDeliveries(records: Records): Records {
  const add = () => Promise.reject(new Error('disk full'))
  return {
    ...records,
    transaction: (work) =>
      records.transaction((inside) => work({ ...inside, deliveries: { ...inside.deliveries, add } })),
  }
}

function breakingAtTheEnd(records: Records): Records {
  return {
    ...records,
    transaction: (work) =>
      records.transaction(async (inside) => {
        await work(inside)
        throw new Error('power cut')
      }),
  }
}

function first([message]: readonly Message[]): Message {
  if (message === undefined) throw new Error('no message has come')
  return message
}

function idsOf(messages: readonly Message[]): readonly string[] {
  return messages.map(({ headers }) => String(headers['webhook-id']))
}

function jobOf(data: Readonly<Record<string, unknown>>): unknown {
  return data['job_id'] ?? data['id']
}

function believedBy(secrets: readonly string[], message: Message | undefined): readonly boolean[] {
  return secrets.map((secret) => message !== undefined && believedWhenItCame(secret, message))
}

/** The library refuses messages that are more than five minutes old or new. */
function believedWhenItCame(secret: string, message: Message): boolean {
  vi.useFakeTimers({ toFake: ['Date'], now: message.at })
  return isGenuine(secret, message)
}
