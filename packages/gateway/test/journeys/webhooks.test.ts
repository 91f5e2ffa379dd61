import { once } from 'node:events'

import { afterEach, describe, expect, it } from 'vitest'

import { receiver, verified } from '../webhooks/receiver.ts'
import type { Receiver } from '../webhooks/receiver.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const environment = { DREAMGATE_ALLOW_PRIVATE: '127.0.0.1/32' }

let ears: Receiver
let folder: string | undefined
afterEach(async () => {
  await ears.close()
  if (folder !== undefined) await removeFolder(folder)
})

describe('a webhook that could not be delivered', () => {
  it('outlives the process, and is delivered under the same id when receiver and gateway are back', async () => {
    ears = await receiver()
    ears.answer(503)
    const before = await startGateway({ environment })
    folder = before.dataFolder
    const { id, secret } = await (await before.post('/v1/webhooks', { url: ears.url })).json()
    const job = await draw(before)
    await tried(before, id)
    await before.kill()
    ears.answer(204)

    const after = await startGateway({ dataFolder: folder, environment })
    await ears.until((messages) => messages.some(({ status }) => status === 204))
    await after.stop()

    const bodies = ears.messages.map((message) => verified(secret, message))
    expect(bodies.map(({ type, data }) => [type, data['id'], data['status']])).toEqual(
      bodies.map(() => ['job.succeeded', job, 'succeeded']),
    )
    expect(new Set(ears.messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(after.errors()).toBe('')
  })
})

describe('a webhook that is under way when the gateway is told to stop', () => {
  it('is written down before it ends, and not sent again', async () => {
    ears = await receiver()
    const held = new AbortController()
    const asked = new AbortController()
    ears.answer(async () => {
      asked.abort()
      await aborted(held.signal)
      return 204
    })
    const before = await startGateway({ environment })
    folder = before.dataFolder
    const { id } = await (await before.post('/v1/webhooks', { url: ears.url })).json()
    await draw(before)
    await aborted(asked.signal)

    const stopped = before.stop()
    await refusesConnections(before)
    held.abort()
    await stopped

    const after = await startGateway({ dataFolder: folder, environment })
    const { data } = await (await after.get(`/v1/webhooks/${id}/deliveries`)).json()
    await after.stop()
    expect(data).toMatchObject([{ status: 'delivered', attempts: 1 }])
    expect(ears.messages).toHaveLength(1)
  })
})

async function draw(gateway: StartedGateway): Promise<string | null> {
  const body = { prompt: 'a heron', size: '1K', model: 'seedream-4.0' }
  const drawn = await gateway.post('/v1/images/generations', body)
  return drawn.headers.get('x-dreamgate-job')
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

async function refusesConnections(gateway: StartedGateway): Promise<void> {
  for (;;) {
    const answer = await gateway.get('/healthz').catch(() => undefined)
    if (answer === undefined) return
    await answer.text()
  }
}

/** Its first attempt is written down as one that failed. */
async function tried(gateway: StartedGateway, id: string): Promise<void> {
  for (;;) {
    const { data } = await (await gateway.get(`/v1/webhooks/${id}/deliveries`)).json()
    if (data[0]?.last_status === 503) return
  }
}
