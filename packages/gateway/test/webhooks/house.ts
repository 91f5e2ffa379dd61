import type { LightMyRequestResponse } from 'fastify'
import { expect, vi } from 'vitest'

import type { AppContext } from '../../src/app/context.ts'
import { newDelivery } from '../../src/app/webhooks/message.ts'
import type { Records } from '../../src/core/ports/records.ts'
import type { Delivery } from '../../src/core/webhook.ts'
import { wholeGateway } from '../whole-gateway.ts'
import type { WholeGateway, WholeOptions } from '../whole-gateway.ts'
import { receiver } from './receiver.ts'
import type { Receiver } from './receiver.ts'

export const ANN = 'dg_ann-may-do-everything'
export const DRAWER = 'dg_ann-may-only-draw'
export const BOB = 'dg_bob-is-another-owner'
export const ADMIN = 'dg_admin-of-them-all'

interface Asking {
  readonly body?: unknown
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** A whole gateway with three owners' keys, and a receiver that it may reach. */
export interface House {
  readonly gateway: WholeGateway
  readonly ears: Receiver
  readonly ask: (method: Method, url: string, asking?: Asking) => Promise<LightMyRequestResponse>
  readonly get: (url: string, key?: string) => Promise<Json>
  /** Fails unless it is answered with 200. */
  readonly post: (url: string, body?: unknown) => Promise<Json>
  readonly register: (wish: Readonly<Record<string, unknown>>) => Promise<{ id: string; secret: string }>
  /** The id of a job that has ended, unless it was wished otherwise. */
  readonly draw: (
    wish: Readonly<Record<string, unknown>>,
    asking?: Pick<Asking, 'key' | 'headers'>,
  ) => Promise<string>
  /** All there are, newest first. */
  readonly deliveries: (id: string) => Promise<readonly Record<string, unknown>[]>
  /** When there are so many and none is pending any more. */
  readonly deliveriesOnceEnded: (id: string, count: number) => Promise<readonly Record<string, unknown>[]>
  /** A delivery that is not due before an hour has passed. */
  readonly addDelivery: (endpointId: string) => Promise<Delivery>
  /** The faked clock moves on in such steps until no delivery is pending, or until so much has passed. */
  readonly pass: (stepMs: number, most?: number) => Promise<void>
  readonly close: () => Promise<void>
}

type Json = ReturnType<typeof JSON.parse>

export async function webhookHouse(options: WholeOptions = {}): Promise<House> {
  const ears = await receiver()
  const gateway = await wholeGateway({ allowPrivate: ['127.0.0.1/32'], ...options })
  await gateway.addKey(ANN, { name: ANN, ownerId: 'ann', scopes: ['generate', 'read', 'webhooks'] })
  await gateway.addKey(DRAWER, { name: DRAWER, ownerId: 'ann', scopes: ['generate'] })
  await gateway.addKey(BOB, { name: BOB, ownerId: 'bob', scopes: ['generate', 'read', 'webhooks'] })
  await gateway.addKey(ADMIN, { name: ADMIN, scopes: ['admin'] })
  return {
    ...asking(gateway),
    ...looking(gateway),
    gateway,
    ears,
    async close() {
      vi.useRealTimers()
      await gateway.close()
      await ears.close()
    },
  }
}

function asking({ app }: WholeGateway) {
  const ask: House['ask'] = (method, url, { body, key = ANN, headers = {} } = {}) =>
    app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
  const get: House['get'] = async (url, key = ANN) => (await ask('GET', url, { key })).json()
  const post: House['post'] = async (url, body) => {
    const answer = await ask('POST', url, { body })
    expect(answer.statusCode, answer.payload).toBe(200)
    return answer.json()
  }
  const draw: House['draw'] = async (wish, { key = ANN, headers = {} } = {}) => {
    const body = { prompt: 'a heron', model: 'seedream-4.0', size: '1K', ...wish }
    const unlikeAnyOther = { 'idempotency-key': crypto.randomUUID(), ...headers }
    const answer = await ask('POST', '/v1/images/generations', { body, key, headers: unlikeAnyOther })
    return String(answer.headers['x-dreamgate-job'])
  }
  const deliveries: House['deliveries'] = async (id) =>
    (await get(`/v1/webhooks/${id}/deliveries?limit=100`)).data
  const deliveriesOnceEnded: House['deliveriesOnceEnded'] = async (id, count) => {
    for (;;) {
      const all = await deliveries(id)
      if (all.length === count && all.every(({ status }) => status !== 'pending')) return all
      await turn()
    }
  }
  const register: House['register'] = (wish) => post('/v1/webhooks', wish)
  return { ask, get, post, register, draw, deliveries, deliveriesOnceEnded }
}

function looking({ context }: WholeGateway): Pick<House, 'addDelivery' | 'pass'> {
  const { records } = context
  return {
    async addDelivery(endpointId) {
      const endpoint = await records.webhooks.find(endpointId)
      const { url = '', ownerId = '' } = endpoint ?? {}
      const message = { endpointId, target: endpointId, url, ownerId, jobId: undefined } as const
      const hour = 3_600_000
      const delivery = newDelivery(
        { ...message, event: 'job.failed', body: '{}' },
        { at: Date.now(), now: Date.now() + hour },
      )
      await records.deliveries.add(delivery)
      return delivery
    },
    async pass(stepMs, most = Infinity) {
      const end = Date.now() + most
      while (Date.now() < end && (await anyPending(records))) {
        vi.setSystemTime(Date.now() + stepMs)
        await everyDueOneTaken(context)
      }
    },
  }
}

async function anyPending({ webhooks, deliveries }: Records): Promise<boolean> {
  for (const { id } of await webhooks.list(undefined)) {
    const all = await deliveries.list({ endpointId: id, cursor: undefined, limit: 1000 })
    if (all.some(({ status }) => status === 'pending')) return true
  }
  return false
}

const ANY = { limit: 1, perEndpoint: 1, without: { endpoints: [], owners: [] } }

async function everyDueOneTaken({ records, courier, clock }: AppContext): Promise<void> {
  do {
    courier.nudge()
    await turn()
  } while ((await records.deliveries.due({ now: clock.now(), ...ANY })).length > 0)
}

/** Of the event loop, in which sockets are looked at: requests that are injected leave them no room. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
