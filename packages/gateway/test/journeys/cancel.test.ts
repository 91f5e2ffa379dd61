import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

import { ConflictError } from 'openai'
import { describe, expect, it, onTestFinished } from 'vitest'

import { gate } from '../upstream/behaviour.ts'
import type { Behaviour, Gate } from '../upstream/behaviour.ts'
import type { WholeOptions } from '../whole-gateway.ts'
import { officialSdk, PICTURE, pictureOf, PLAIN } from './official-sdk.ts'
import { arkBehind, arkOf, paidGateway } from './paid-gateway.ts'
import type { PaidGateway, ShownJob } from './paid-gateway.ts'
import { allEventsOf, eventsOf } from './server-events.ts'

const PATH = '/v1/images/generations'
const STORY = {
  ...PICTURE,
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
}
const REFUNDED = { status: 'cancelled', cost_usd: '0.00', reserved_usd: '0.00', images: [] }
/** How many jobs the gateway of these tests works on at once. */
const AT_WORK = 16

describe('a job that was cancelled', () => {
  it('while it stood in line is never asked for, and refunded', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    for (let number = 0; number < AT_WORK; number += 1)
      await accepted(gateway, { prompt: `in hand ${number}` })
    await upstream.received(AT_WORK)
    const id = await accepted(gateway, { prompt: 'in line' })

    const cancelled = await cancel(gateway, id)
    brush.open()
    await accepted(gateway, { prompt: 'after it' })
    await gateway.newestJob('succeeded')

    expect(await cancelled.json()).toMatchObject(REFUNDED)
    expect(upstream.requests.map(({ body }) => body)).not.toContainEqual(
      expect.objectContaining({ prompt: 'in line' }),
    )
  })

  it('while it waited for room is not asked for again, and refunded', async () => {
    const patient = { settings: { firstPauseMs: 60_000 }, server: { waitSeconds: 600 } }
    const { upstream, ...gateway } = await drawing(patient)
    upstream.next({ kind: 'refuse', status: 429, code: 'RequestBurstTooFast' })
    const id = await accepted(gateway)
    await upstream.received(1)
    await gateway.newestJob('queued')

    expect(await (await cancel(gateway, id)).json()).toMatchObject(REFUNDED)
  })

  it('while the upstream was drawing is broken off there; what may have been bought stays reserved', async () => {
    const { upstream, ...gateway } = await drawing()
    const brush = watchedGate()
    upstream.next({ kind: 'draw', gate: brush })
    const id = await accepted(gateway)
    await upstream.received(1)

    await cancel(gateway, id)
    await brush.left

    expect(await gateway.newestJob('cancelled')).toMatchObject({ ...REFUNDED, reserved_usd: '0.03' })
  })

  it('with one picture of a story delivered keeps and charges that one, and holds the rest of the story', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    brush.open(1)
    const id = await accepted(gateway, STORY)
    await firstEventOf(gateway, id)

    await cancel(gateway, id)

    const job = await gateway.newestJob('cancelled')
    expect([job.images.length, job.cost_usd, job.reserved_usd]).toEqual([1, '0.03', '0.06'])
    expect((await fetch(job.images[0]?.url ?? '')).status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
  })

  it('with one of three pictures delivered keeps and charges that one, and holds the two in the making', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    const id = await accepted(gateway, { n: 3 })
    await upstream.received(3)
    brush.open(1)
    await firstEventOf(gateway, id)

    await cancel(gateway, id)

    const job = await gateway.newestJob('cancelled')
    expect([job.images.length, job.cost_usd, job.reserved_usd]).toEqual([1, '0.03', '0.06'])
  })

  it('while its bought picture could not be fetched ends at once, and what was bought stays reserved', async () => {
    const windows = { fetchWindowMs: 60_000, firstPauseMs: 60_000 }
    const { upstream, brush, ...gateway } = await drawing({ settings: windows })
    upstream.results.kill()
    brush.open()
    const id = await accepted(gateway)
    await gateway.newestJob('waiting')

    expect(await (await cancel(gateway, id)).json()).toMatchObject({ ...REFUNDED, reserved_usd: '0.03' })
  })

  it('before one byte had left for the upstream is refunded', async () => {
    const { baseUrl, reached, hangUp } = await deafUpstream()
    const gateway = await paidGateway([arkOf({ apiKey: 'a key', baseUrl })])
    const id = await accepted(gateway)
    await reached

    await cancel(gateway, id)
    hangUp()

    expect(await gateway.newestJob('cancelled')).toMatchObject(REFUNDED)
  })

  it('twice at once is settled once', async () => {
    const { upstream, ...gateway } = await drawing()
    const id = await accepted(gateway)
    await upstream.received(1)

    const both = await Promise.all([cancel(gateway, id), cancel(gateway, id)])
    await gateway.newestJob('cancelled')

    expect(both.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(both.some(({ status }) => status === 200)).toBe(true)
    const lines = await gateway.whole.context.records.ledger.of(id)
    expect(lines.map(({ kind }) => kind).toSorted()).toEqual(['release', 'reserve', 'settle'])
  })
})

describe('a job that has ended', () => {
  it.each<{ readonly status: ShownJob['status']; readonly behaviour: Behaviour }>([
    { status: 'succeeded', behaviour: { kind: 'draw' } },
    {
      status: 'failed',
      behaviour: { kind: 'refuse', status: 400, code: 'InputTextSensitiveContentDetected' },
    },
    { status: 'unknown', behaviour: { kind: 'reset', bought: true } },
  ])('as $status cannot be cancelled, and the refusal says so', async ({ status, behaviour }) => {
    const { upstream, ...gateway } = await drawing()
    upstream.next(behaviour)
    const { id } = await gateway.jobOf(await gateway.post(PATH, PICTURE))

    const refused = await cancel(gateway, id)

    const { error } = (await refused.json()) as { readonly error: ShownJob['error'] }
    expect([refused.status, error?.code]).toEqual([409, 'conflict'])
    expect(error?.message).toContain(`already ${status}`)
    expect(error?.message.includes(`/v1/jobs/${id}/resolve`)).toBe(status === 'unknown')
    expect((await gateway.job(id)).status).toBe(status)
  })

  it('as cancelled cannot be cancelled again', async () => {
    const { upstream, ...gateway } = await drawing()
    const id = await accepted(gateway)
    await upstream.received(1)
    await cancel(gateway, id)
    await gateway.newestJob('cancelled')

    const refused = await cancel(gateway, id)

    expect([refused.status, (await refused.text()).includes('already cancelled')]).toEqual([409, true])
  })
})

describe('somebody else’s job', () => {
  it('is not there to be cancelled, and goes on', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    await gateway.whole.addKey('dg_a-key-of-somebody-else')
    const id = await accepted(gateway)
    await upstream.received(1)

    const stranger = { authorization: 'Bearer dg_a-key-of-somebody-else' }
    const refused = await gateway.post(`/v1/jobs/${id}/cancel`, {}, stranger)
    brush.open()

    expect([refused.status, (await refused.json()).error.code]).toEqual([404, 'not_found'])
    expect((await gateway.newestJob('succeeded')).id).toBe(id)
  })
})

describe.each([
  { dialect: 'OpenAI', path: PATH, words: { error: { code: 'conflict', type: 'invalid_request_error' } } },
  {
    dialect: 'Ark',
    path: '/api/v3/images/generations',
    words: { error: { code: 'OperationDenied.InvalidState', type: 'BadRequest' } },
  },
  { dialect: 'Pixazo', path: '/byteplus/v1/getTextToImage', words: { error: 'Conflict' } },
])('a caller who waits in the words of $dialect for a job that is cancelled', ({ path, words }) => {
  it('is told at once, and not to ask again', async () => {
    const { upstream, ...gateway } = await drawing()
    const waiting = gateway.post(path, PICTURE)
    await upstream.received(1)
    const { id } = await gateway.newestJob('running')
    await cancel(gateway, id)

    const answer = await waiting
    expect([answer.status, answer.headers.get('x-should-retry')]).toEqual([409, 'false'])
    expect(await answer.json()).toMatchObject(words)
  })

  it('is told so in a stream', async () => {
    const { upstream, ...gateway } = await drawing()
    const stream = await gateway.post(path, { ...PICTURE, stream: true })
    await upstream.received(1)
    await cancel(gateway, stream.headers.get('x-dreamgate-job') ?? '')

    const [told, end] = await allEventsOf(stream)
    expect([told?.event, told?.id, end?.data]).toEqual(['error', '1', '[DONE]'])
    expect(JSON.parse(told?.data ?? '')).toMatchObject(words)
  })
})

describe('a caller of a story that is cancelled', () => {
  it('gets the picture that was delivered', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    const waiting = gateway.post(PATH, STORY)
    await upstream.received(1)
    brush.open(1)
    const { id } = await gateway.newestJob('running')
    await firstEventOf(gateway, id)
    await cancel(gateway, id)

    const { usage, data } = await (await waiting).json()
    expect([usage.generated_images, data[0].url]).toEqual([1, expect.stringContaining('/i/img_')])
  })
})

describe('the official OpenAI SDK', () => {
  it('has a ConflictError for a job that was cancelled, and does not ask again', async () => {
    const { upstream, ...gateway } = await drawing()
    const picture = pictureOf(officialSdk(gateway.base), PLAIN)
    await upstream.received(1)
    const { id } = await gateway.newestJob('running')
    await cancel(gateway, id)

    await expect(picture).rejects.toThrow(ConflictError)
    expect(upstream.requests).toHaveLength(1)
  })
})

/** An Ark that draws nothing before the brush is free, and a gateway before it. */
async function drawing(options: Partial<WholeOptions> = {}) {
  const brush = gate()
  const gateway = await arkBehind(options)
  gateway.upstream.otherwise({ kind: 'draw', gate: brush })
  return { ...gateway, brush }
}

async function accepted(gateway: PaidGateway, wish: object = {}): Promise<string> {
  const answer = await gateway.post(PATH, { ...PICTURE, ...wish }, { prefer: 'respond-async' })
  return ((await answer.json()) as { readonly id: string }).id
}

function cancel(gateway: PaidGateway, id: string): Promise<Response> {
  return gateway.post(`/v1/jobs/${id}/cancel`, {})
}

async function firstEventOf(gateway: PaidGateway, id: string): Promise<void> {
  for await (const _ of eventsOf(await gateway.get(`/v1/jobs/${id}/events`))) return
}

/** Stays shut, and knows when who stood before it has left. */
function watchedGate(): Gate & { readonly left: Promise<unknown> } {
  const leaving = new AbortController()
  return {
    left: once(leaving.signal, 'abort'),
    open: () => undefined,
    async pass(signal) {
      await once(signal, 'abort')
      leaving.abort()
      return false
    },
  }
}

/** Takes the line, and never gets to the point at which a request could be sent. */
async function deafUpstream() {
  const lines: Socket[] = []
  const server = createServer((line) => lines.push(line))
  const reached = once(server, 'connection')
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const hangUp = (): void => {
    for (const line of lines) line.destroy()
  }
  return { baseUrl: `https://127.0.0.1:${port}/api/v3`, reached, hangUp }
}
