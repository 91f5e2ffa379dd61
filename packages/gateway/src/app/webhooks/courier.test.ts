import { afterEach, describe, expect, it } from 'vitest'

import { delivery, endpoint } from '../../../test/contracts/records/samples.ts'
import type { Records } from '../../core/ports/records.ts'
import type { SendOutcome, WebhookMessage, WebhookSender } from '../../core/ports/webhook-sender.ts'
import { sqliteRecords } from '../../records/open-sqlite.ts'
import { courier } from './courier.ts'
import type { GoingCourier } from './courier.ts'
import { newWebhookSecret } from './secret.ts'

const START = 1_795_000_000_000
const OK: SendOutcome = { kind: 'answered', status: 200, retryAfterMs: undefined }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

describe('a courier', () => {
  it('carries again, under the same id, what another had in hand when it died', async () => {
    const house = await open()
    await house.add('evt_1')
    const dead = house.courier(hangs)
    dead.nudge()
    await dead.sent(1)
    const next = house.courier(answers)
    next.nudge()
    await next.looked(1)
    expect(next.messages).toEqual([])

    house.pass(30_000)
    next.nudge()
    await next.sent(1)
    await next.drain()

    expect(next.ids()).toEqual(['evt_1'])
    expect(await house.records.deliveries.find('evt_1')).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it('drops what a slow one has to say of a message that another has delivered since', async () => {
    const house = await open()
    await house.add('evt_1')
    const slow = house.courier(hangs)
    slow.nudge()
    await slow.sent(1)
    house.pass(30_000)
    const next = house.courier(answers)
    next.nudge()
    await next.sent(1)
    await next.drain()

    slow.release({ kind: 'unanswered', reason: 'Too slow.' })
    await slow.drain()

    expect(await house.records.deliveries.find('evt_1')).toMatchObject({
      status: 'delivered',
      lastError: undefined,
    })
  })

  it('lets two of a kind carry every message once', async () => {
    const house = await open()
    for (let number = 0; number < 40; number += 1) await house.add(`evt_${number}`, { jobId: undefined })
    const [one, other] = [house.courier(answers), house.courier(answers)]

    one.nudge()
    other.nudge()
    await until(() => one.messages.length + other.messages.length >= 40)
    await Promise.all([one.drain(), other.drain()])

    expect(new Set([...one.ids(), ...other.ids()]).size).toBe(40)
    expect(one.messages.length + other.messages.length).toBe(40)
  })

  it('does not let a receiver that hangs keep the others waiting', async () => {
    const house = await open()
    for (let number = 10; number < 90; number += 1) {
      await house.add(`evt_${number}`, { endpointId: 'wh_hangs', jobId: undefined })
    }
    for (let number = 0; number < 20; number += 1) {
      await house.add(`evt_x${number}`, { endpointId: 'wh_quick', jobId: undefined, nextAt: START })
    }
    const going = house.courier((message) => (message.url.includes('wh_hangs') ? hangs() : answers()))

    going.nudge()
    await going.sent(28)

    expect(going.messages.filter(({ url }) => url.includes('wh_hangs'))).toHaveLength(8)
    expect(going.messages.filter(({ url }) => url.includes('wh_quick'))).toHaveLength(20)
  })

  it('does not let an owner with many receivers that hang keep the others waiting', async () => {
    const house = await open()
    for (let number = 100; number < 260; number += 1) {
      const hanging = { endpointId: `wh_hangs_${number % 20}`, ownerId: 'ann', jobId: undefined }
      await house.add(`evt_${number}`, hanging)
    }
    const quick = { endpointId: 'wh_quick', ownerId: 'bob', jobId: undefined, nextAt: START }
    for (let number = 0; number < 20; number += 1) await house.add(`evt_x${number}`, quick)
    const going = house.courier((message) => (message.url.includes('wh_hangs') ? hangs() : answers()))

    going.nudge()
    await going.sent(36)

    expect(going.messages.filter(({ url }) => url.includes('wh_hangs'))).toHaveLength(16)
    expect(going.messages.filter(({ url }) => url.includes('wh_quick'))).toHaveLength(20)
  })

  it('looks once for many who nudge it', async () => {
    const house = await open()
    const going = house.courier(answers)

    for (let time = 0; time < 100; time += 1) {
      going.nudge()
      await turn()
    }
    await going.drain()

    expect(going.looks()).toBeLessThan(10)
  })

  it('puts off what waits for an endpoint that is disabled, without an attempt, until its day is over', async () => {
    const house = await open()
    await house.add('evt_1')
    await house.records.webhooks.change('wh_1', { disabledAt: START })
    const going = house.courier(answers)
    going.nudge()
    await going.looked(1)
    await going.drain()
    const waiting = await house.records.deliveries.find('evt_1')

    house.pass(1_000_000)
    const later = house.courier(answers)
    later.nudge()
    await later.looked(1)
    await later.drain()

    expect(waiting).toMatchObject({ status: 'pending', attempts: 0, nextAt: START + 1_000_000 })
    expect(await house.records.deliveries.find('evt_1')).toMatchObject({
      status: 'failed',
      attempts: 0,
      lastError: 'The endpoint is disabled.',
    })
    expect([...going.messages, ...later.messages]).toEqual([])
  })

  it('leaves alone what an endpoint waits for that is enabled just when it would be put off', async () => {
    const house = await open()
    await house.add('evt_1')
    const disabled = await house.records.webhooks.find('wh_1')
    const late: Records = {
      ...house.records,
      webhooks: {
        ...house.records.webhooks,
        find: async () => disabled && { ...disabled, disabledAt: START },
      },
    }
    const going = house.courier(answers, late)
    going.nudge()
    await going.looked(1)
    await going.drain()

    expect(await house.records.deliveries.find('evt_1')).toMatchObject({ status: 'pending', nextAt: 10 })
  })

  it('starts nothing more once it drains, and waits for what is under way', async () => {
    const house = await open()
    await house.add('evt_1', { jobId: undefined })
    const going = house.courier(hangs)
    going.nudge()
    await going.sent(1)

    const drained = going.drain()
    await house.add('evt_2', { jobId: undefined })
    going.nudge()
    going.release(OK)
    await drained

    expect(going.ids()).toEqual(['evt_1'])
    expect(await house.records.deliveries.find('evt_1')).toMatchObject({ status: 'delivered' })
    expect(await house.records.deliveries.find('evt_2')).toMatchObject({ status: 'pending', attempts: 0 })
  })

  it('reports a row that cannot be written, and does not come back to it at once', async () => {
    const house = await open()
    await house.add('evt_1')
    const broken: Records = {
      ...house.records,
      deliveries: {
        ...house.records.deliveries,
        claim: () => Promise.reject(new Error('disk full')),
      },
    }
    const going = house.courier(answers, broken)

    going.nudge()
    await until(() => house.reports.length > 0)
    await going.drain()

    expect(house.reports).toEqual([new Error('disk full')])
    expect(going.messages).toEqual([])
  })
})

type Answer = (message: WebhookMessage) => Promise<SendOutcome> | 'hangs'

const answers = async (): Promise<SendOutcome> => OK
const hangs = () => 'hangs' as const

interface WatchedCourier extends GoingCourier {
  readonly messages: readonly WebhookMessage[]
  ids(): readonly (string | undefined)[]
  /** So many messages were sent. */
  sent(count: number): Promise<void>
  /** It has looked for due ones so often, and taken what it found. */
  looked(count: number): Promise<void>
  looks(): number
  /** What hangs is answered so. */
  release(outcome: SendOutcome): void
}

async function open() {
  const records = await sqliteRecords({ file: ':memory:' })
  closing.push(() => records.close())
  const reports: unknown[] = []
  let now = START
  return {
    records,
    reports,
    pass(ms: number) {
      now += ms
    },
    async add(id: string, change: Parameters<typeof delivery>[1] = {}) {
      const { endpointId = 'wh_1', ownerId = 'ann' } = change
      const url = `https://${endpointId}.example/`
      await records.webhooks.insert(endpoint(endpointId, { url, ownerId, secret: newWebhookSecret() }))
      const giveUpAt = START + 1_000_000
      await records.deliveries.add(delivery(id, { target: endpointId, giveUpAt, ...change, url }))
    },
    courier(answer: Answer, over: Records = records): WatchedCourier {
      const parts = { clock: { now: () => now }, report: (error: unknown) => reports.push(error) }
      return watched(over, answer, parts)
    },
  }
}

function watched(
  records: Records,
  answer: Answer,
  parts: { readonly clock: { now(): number }; readonly report: (error: unknown) => void },
): WatchedCourier {
  const messages: WebhookMessage[] = []
  const hanging: ((outcome: SendOutcome) => void)[] = []
  let looks = 0
  const sender: WebhookSender = {
    send: (message) => {
      messages.push(message)
      const told = answer(message)
      return told === 'hangs' ? new Promise((resolve) => hanging.push(resolve)) : told
    },
    objection: () => undefined,
  }
  const counted: Records = {
    ...records,
    deliveries: {
      ...records.deliveries,
      due: async (filter) => {
        const found = await records.deliveries.due(filter)
        looks += 1
        return found
      },
    },
  }
  const going = courier({ ...parts, records: counted, sender, pollMs: 1_000_000 })
  return {
    ...going,
    messages,
    ids: () => messages.map(({ headers }) => headers['webhook-id']),
    sent: (count) => until(() => messages.length >= count),
    looked: (count) => until(() => looks >= count),
    looks: () => looks,
    release: (outcome) => {
      for (const resolve of hanging.splice(0)) resolve(outcome)
    },
  }
}

/** Turns of the event loop pass until it is so. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await turn()
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
