import { afterEach, describe, expect, it } from 'vitest'

import { ADMIN, ANN, BOB, DRAWER, webhookHouse } from './house.ts'
import type { House } from './house.ts'

let house: House | undefined
afterEach(() => house?.close())

const EVERY_ROUTE = [
  ['GET', ''],
  ['PATCH', ''],
  ['DELETE', ''],
  ['GET', '/secret'],
  ['POST', '/rotate'],
  ['POST', '/test'],
  ['GET', '/deliveries'],
  ['POST', '/deliveries/evt_1/redeliver'],
] as const

describe('another owner’s endpoint', () => {
  it.each(EVERY_ROUTE)('%s …%s is not found', async (method, path) => {
    const { register, ask, ears } = await open()
    const { id } = await register({ url: ears.url })

    const stranger = await ask(method, `/v1/webhooks/${id}${path}`, { key: BOB })
    const nothing = await ask(method, `/v1/webhooks/wh_nothing${path}`, { key: BOB })

    expect([stranger.statusCode, nothing.statusCode]).toEqual([404, 404])
    expect(stranger.payload.replaceAll(id, 'wh_nothing')).toBe(nothing.payload)
    expect(ears.messages).toEqual([])
  })

  it('is seen by an admin, who lists everybody’s', async () => {
    const { register, ask, get, ears } = await open()
    const { id } = await register({ url: ears.url })
    await ask('POST', '/v1/webhooks', { key: BOB, body: { url: ears.url } })

    expect((await get('/v1/webhooks', ADMIN)).data.map(({ owner }: { owner: string }) => owner)).toEqual([
      'ann',
      'bob',
    ])
    expect((await ask('GET', `/v1/webhooks/${id}/secret`, { key: ADMIN })).statusCode).toBe(200)
    expect((await get('/v1/webhooks', ANN)).data).toHaveLength(1)
  })
})

describe('the endpoint that every owner has', () => {
  it('has one secret, whoever asks first, and a stranger has another', async () => {
    const { get } = await open()

    const secrets = await Promise.all(
      Array.from({ length: 5 }, async () => (await get('/v1/webhooks/default/secret')).secret),
    )

    expect(new Set(secrets).size).toBe(1)
    expect((await get('/v1/webhooks/default/secret', BOB)).secret).not.toBe(secrets[0])
    expect(Buffer.from(String(secrets[0]).replace('whsec_', ''), 'base64')).toHaveLength(32)
  })

  it('has its secret rotated, and no address to be changed', async () => {
    const { get, post, ask } = await open()
    const { secret } = await get('/v1/webhooks/default/secret')

    const rotated = await post('/v1/webhooks/default/rotate')

    expect(rotated.id).toBe('default')
    expect(rotated.secret).not.toBe(secret)
    expect((await get('/v1/webhooks/default/secret')).secret).toBe(rotated.secret)
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect((await ask(method, '/v1/webhooks/default')).statusCode).toBe(404)
    }
  })

  it('is not for keys without the scope, which may name addresses all the same', async () => {
    const { ask, draw, ears } = await open()

    await draw({}, { key: DRAWER, headers: { 'x-dreamgate-webhook': ears.url } })
    await ears.until((messages) => messages.length === 1)

    expect((await ask('GET', '/v1/webhooks/default/secret', { key: DRAWER })).statusCode).toBe(403)
  })
})

describe('an owner’s endpoints', () => {
  it('are twenty at most', async () => {
    const { register, ask, ears } = await open()
    for (let number = 0; number < 20; number += 1) await register({ url: `${ears.url}/${number}` })

    const refused = await ask('POST', '/v1/webhooks', { body: { url: ears.url } })
    const other = await ask('POST', '/v1/webhooks', { key: BOB, body: { url: ears.url } })

    expect([refused.statusCode, other.statusCode]).toEqual([409, 200])
    expect(refused.json().error.message).toContain('20')
  })

  it('can be switched off and on', async () => {
    const { register, ask, ears } = await open()
    const { id } = await register({ url: ears.url })
    const change = async (body: unknown) => (await ask('PATCH', `/v1/webhooks/${id}`, { body })).json()

    const off = await change({ enabled: false })
    const still = await change({ description: 'a shop', events: ['job.failed'] })
    const on = await change({ enabled: true })

    expect([off.enabled, still.enabled, on.enabled]).toEqual([false, false, true])
    expect(still).toMatchObject({ description: 'a shop', events: ['job.failed'], url: ears.url })
    expect([off.disabled_at, on.disabled_at]).toEqual([expect.any(Number), null])
  })

  it('are written into the audit log when they are made, changed, rotated and deleted', async () => {
    const { register, ask, post, gateway, ears } = await open()
    const { id } = await register({ url: ears.url })
    await ask('PATCH', `/v1/webhooks/${id}`, { body: { enabled: false } })
    await post(`/v1/webhooks/${id}/rotate`)
    await ask('DELETE', `/v1/webhooks/${id}`)

    const entries = await gateway.context.records.audit.of(id)

    expect(entries.map(({ action }) => action).toSorted()).toEqual([
      'webhook.change',
      'webhook.create',
      'webhook.delete',
      'webhook.rotate',
    ])
    expect(JSON.stringify(entries)).not.toContain('whsec_')
  })
})

describe('the deliveries of an endpoint', () => {
  it('are listed page by page, newest first', async () => {
    const { register, post, get, ears } = await open()
    const { id } = await register({ url: ears.url })
    for (let number = 0; number < 3; number += 1) await post(`/v1/webhooks/${id}/test`)

    const page = await get(`/v1/webhooks/${id}/deliveries?limit=2`)
    const next = await get(`/v1/webhooks/${id}/deliveries?limit=2&cursor=${page.next_cursor}`)

    const ids = [...page.data, ...next.data].map((delivery: { id: string }) => delivery.id)
    expect([page.has_more, next.has_more, next.next_cursor]).toEqual([true, false, null])
    const heard = ears.messages.map(({ headers }) => String(headers['webhook-id']))
    expect(ids.toSorted()).toEqual(heard.toSorted())
  })

  it('are not sent again while they are pending, nor to an endpoint that is switched off', async () => {
    const { register, post, ask, addDelivery, ears } = await open()
    const { id } = await register({ url: ears.url })
    const waiting = await addDelivery(id)
    const tested = await post(`/v1/webhooks/${id}/test`)

    const pending = await ask('POST', `/v1/webhooks/${id}/deliveries/${waiting.id}/redeliver`)
    await ask('PATCH', `/v1/webhooks/${id}`, { body: { enabled: false } })
    const disabled = await ask('POST', `/v1/webhooks/${id}/deliveries/${tested.id}/redeliver`)

    expect([pending.statusCode, disabled.statusCode]).toEqual([409, 409])
    expect(pending.json().error.message).toContain('still pending')
    expect(disabled.json().error.message).toContain('disabled')
  })

  it('belong to it: by another endpoint of the same owner they are not found', async () => {
    const { register, post, ask, ears } = await open()
    const one = await register({ url: ears.url })
    const other = await register({ url: ears.url })
    const { id } = await post(`/v1/webhooks/${one.id}/test`)

    const answer = await ask('POST', `/v1/webhooks/${other.id}/deliveries/${id}/redeliver`)

    expect(answer.statusCode).toBe(404)
  })

  it('go when it is deleted', async () => {
    const { register, ask, gateway, addDelivery, ears } = await open()
    const { id } = await register({ url: ears.url })
    const waiting = await addDelivery(id)

    const answer = await ask('DELETE', `/v1/webhooks/${id}`)

    expect(answer.json()).toEqual({ id, object: 'webhook', deleted: true })
    expect(await gateway.context.records.deliveries.find(waiting.id)).toBeUndefined()
  })
})

async function open(): Promise<House> {
  house = await webhookHouse()
  return house
}
