import { EventSourceParserStream } from 'eventsource-parser/stream'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { arkUpstream } from '../upstream/ark-upstream.ts'
import type { ArkUpstream } from '../upstream/ark-upstream.ts'
import { gate } from '../upstream/behaviour.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const STORY = {
  model: 'seedream-4-0-250828',
  prompt: 'A fox in three seasons',
  size: '1K',
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
}

let upstream: ArkUpstream
let gateway: StartedGateway

beforeEach(async () => {
  upstream = await arkUpstream()
  gateway = await startGateway({ environment: arkOf(upstream) })
})
afterEach(async () => {
  await gateway.stop()
  await upstream.close()
  await removeFolder(gateway.dataFolder)
})

describe('with Seedream behind it', () => {
  it('is switched on by ARK_API_KEY alone, sends what the model takes and nothing else, and says what it cost', async () => {
    const response = await gateway.post('/v1/images/generations', {
      model: 'seedream-5-0-260128',
      prompt: 'a heron at dawn',
      size: '2k',
      seed: 7,
      output_format: 'png',
    })
    const job = await jobOf(response)

    expect(response.status).toBe(200)
    expect(upstream.requests.map(({ body }) => body)).toEqual([
      {
        model: 'seedream-5-0-260128',
        prompt: 'a heron at dawn',
        size: '2K',
        output_format: 'png',
        response_format: 'url',
        watermark: false,
      },
    ])
    expect(response.headers.get('x-dreamgate-ignored')).toBe('seed')
    expect([job.cost_usd, job.reserved_usd, upstream.bill]).toEqual([
      '0.035',
      '0.00',
      { calls: 1, pictures: 1 },
    ])
  })

  it('serves the picture for good, after the vendor’s own address is gone', async () => {
    const answer = await (await gateway.post('/v1/images/generations', { ...STORY, ...SINGLE })).json()
    upstream.results.kill()

    const picture = await fetch(answer.data[0].url)
    const { width, height } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata()
    expect([picture.status, `${width}x${height}`]).toEqual([200, answer.data[0].size])
  })

  it('fetches a bought picture again, instead of buying it again, while its address does not answer', async () => {
    upstream.results.kill()
    const asked = gateway.post('/v1/images/generations', { ...STORY, ...SINGLE })
    await waitingJob()
    upstream.results.revive()

    expect((await asked).status).toBe(200)
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('tells the first picture of a story before the last one is ready', async () => {
    const brush = gate()
    upstream.next({ kind: 'draw', gate: brush })
    const response = gateway.post('/v1/images/generations', { ...STORY, stream: true })
    await upstream.received(1)
    brush.open(1)
    const events = eventsOf(await response)
    const first = await events.next()
    brush.open()
    const rest = await collected(events)

    expect(first.value).toMatchObject({ event: 'image_generation.partial_succeeded', id: '1' })
    expect(rest.map(({ event }) => event)).toEqual([
      'image_generation.partial_succeeded',
      'image_generation.partial_succeeded',
      'image_generation.completed',
      undefined,
    ])
  })

  it('shows a refused picture in its place and charges for the others', async () => {
    upstream.next({ kind: 'draw', failures: { 1: 'OutputImageSensitiveContentDetected' } })
    const response = await gateway.post('/v1/images/generations', STORY)
    const answer = await response.json()

    expect(answer.data.map((item: Readonly<Record<string, unknown>>) => Object.keys(item))).toEqual([
      ['url', 'size'],
      ['error'],
      ['url', 'size'],
    ])
    expect(answer.data[1].error.code).toBe('OutputImageSensitiveContentDetected')
    expect([answer.usage.generated_images, (await jobOf(response)).cost_usd]).toEqual([2, '0.06'])
  })

  it('asks once for each of several independent pictures, and keeps what came when one is refused', async () => {
    upstream.next(
      { kind: 'draw' },
      { kind: 'refuse', status: 400, code: 'OutputImageSensitiveContentDetected' },
    )
    const response = await gateway.post('/v1/images/generations', { ...STORY, ...SINGLE, n: 3 })
    const answer = await response.json()

    expect(upstream.requests).toHaveLength(3)
    expect(answer.data.filter((item: object) => 'url' in item)).toHaveLength(2)
    expect(answer.data.filter((item: object) => 'error' in item)).toHaveLength(1)
    expect((await jobOf(response)).cost_usd).toBe('0.06')
  })

  it('inlines a reference that the vendor could not have reached', async () => {
    const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const form = new FormData()
    form.set('model', 'seedream-4-5-251128')
    form.set('prompt', 'make it gold')
    form.append('image[]', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'a.png')
    const response = await fetch(`${gateway.base}/v1/images/edits`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.key}` },
      body: form,
    })

    expect(response.status).toBe(200)
    expect(upstream.requests[0]?.body).toMatchObject({
      image: `data:image/png;base64,${png.toString('base64')}`,
    })
    expect(upstream.requests[0]?.addresses).toEqual([])
  })

  it('waits out a rate limit within the caller’s patience, and buys once', async () => {
    upstream.next({ kind: 'refuse', status: 429, code: 'RequestBurstTooFast' })
    const response = await gateway.post('/v1/images/generations', { ...STORY, ...SINGLE })

    expect(response.status).toBe(200)
    expect([upstream.requests.length, upstream.bill]).toEqual([2, { calls: 1, pictures: 1 }])
  })

  it('never blames the caller for the operator’s key', async () => {
    upstream.next({ kind: 'refuse', status: 401, code: 'AuthenticationError' })
    const response = await gateway.post('/v1/images/generations', { ...STORY, ...SINGLE })

    expect([response.status, (await response.json()).error.code]).toEqual([503, 'overloaded'])
  })

  it('does not know whether it bought anything when the line breaks, says so, and keeps the money reserved', async () => {
    upstream.next({ kind: 'reset', bought: true })
    const response = await gateway.post('/v1/images/generations', { ...STORY, ...SINGLE })
    const job = await jobOf(response)

    expect([response.status, response.headers.get('x-should-retry')]).toEqual([502, 'false'])
    expect((await response.json()).error.code).toBe('outcome_unknown')
    expect([job.status, job.cost_usd, job.reserved_usd]).toEqual(['unknown', '0.00', '0.03'])
    expect(upstream.requests).toHaveLength(1)
  })

  it('goes on with the default model where the vendor has retired a dialect’s own', async () => {
    const answered = await gateway.post('/byteplus/v1/getTextToImage', { prompt: 'a heron' })
    const named = await gateway.post('/byteplus/v1/getTextToImage', {
      prompt: 'a heron',
      model: 'seedream-3-0-t2i-250415',
    })

    expect([answered.status, upstream.requests[0]?.body]).toMatchObject([
      200,
      { model: 'seedream-4-0-250828' },
    ])
    expect([named.status, JSON.stringify(await named.json())]).toEqual([
      404,
      expect.stringContaining('seedream-4-0-250828'),
    ])
  })

  it('picks up after a kill without buying again: what had a ticket is fetched, what had none is unknown', async () => {
    const brush = gate()
    upstream.results.kill()
    upstream.next({ kind: 'draw' }, { kind: 'draw', gate: brush })
    const ticketed = await accepted({ ...STORY, ...SINGLE })
    await waitingJob()
    const asked = await accepted({ ...STORY, ...SINGLE, prompt: 'another fox' })
    await upstream.received(2)
    await gateway.kill()
    upstream.results.revive()
    gateway = await startGateway({ dataFolder: gateway.dataFolder, environment: arkOf(upstream) })
    brush.open()

    const [first, second] = await Promise.all([end(ticketed), end(asked)])
    expect([first.status, first.images.length, second.status, second.error.code]).toEqual([
      'succeeded',
      1,
      'unknown',
      'outcome_unknown',
    ])
    expect(upstream.requests).toHaveLength(2)
  })
})

const SINGLE = { sequential_image_generation: 'disabled', sequential_image_generation_options: undefined }

function arkOf({ apiKey, baseUrl }: ArkUpstream): Readonly<Record<string, string>> {
  return { ARK_API_KEY: apiKey, ARK_BASE_URL: baseUrl }
}

async function jobOf(response: Response) {
  return (await gateway.get(`/v1/jobs/${response.headers.get('x-dreamgate-job')}`)).json()
}

async function accepted(body: unknown): Promise<string> {
  const response = await gateway.post('/v1/images/generations', body, { prefer: 'respond-async' })
  return (await response.json()).id
}

async function end(id: string) {
  await (await gateway.get(`/v1/jobs/${id}/events`)).text()
  return (await gateway.get(`/v1/jobs/${id}`)).json()
}

/** Resolves when a job holds a ticket and waits. */
async function waitingJob(): Promise<void> {
  for (;;) {
    const { data } = await (await gateway.get('/v1/jobs?status=waiting')).json()
    if (data.length > 0) return
  }
}

interface Message {
  readonly event?: string | undefined
  readonly id?: string | undefined
  readonly data: string
}

async function* eventsOf(response: Response): AsyncGenerator<Message> {
  if (response.body === null) throw new Error('a stream without a body')
  yield* response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
}

async function collected(events: AsyncIterable<Message>): Promise<readonly Message[]> {
  const all: Message[] = []
  for await (const event of events) all.push(event)
  return all
}
