import { EventSourceParserStream } from 'eventsource-parser/stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const STORY = {
  model: 'seedream-4-0-250828',
  prompt: 'Scene 1 - a fox wakes; Scene 2 - it swims; Scene 3 - it sleeps',
  size: '1K',
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
}

let gateway: StartedGateway

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await gateway.stop()
  await removeFolder(gateway.dataFolder)
})

describe('waiting is a view of a durable job', () => {
  it('answers a patient caller with the pictures and the job they came from', async () => {
    const response = await gateway.post('/v1/images/generations', {
      ...STORY,
      prompt: 'a red bus in the rain',
    })
    const answer = await response.json()
    const job = await (await gateway.get(`/v1/jobs/${response.headers.get('x-dreamgate-job')}`)).json()

    expect(job).toMatchObject({
      status: 'succeeded',
      operation: 'generate',
      engine: 'sketch',
      cost_usd: '0.00',
    })
    expect(job.images.map(({ url }: { url: string }) => url)).toEqual(
      answer.data.map(({ url }: { url: string }) => url),
    )
  })

  it('answers an impatient caller at once and lets it poll', async () => {
    const response = await gateway.post('/v1/images/generations', STORY, { prefer: 'respond-async' })
    const accepted = await response.json()

    expect([response.status, accepted.object, accepted.status]).toEqual([202, 'job', 'queued'])
    expect(response.headers.get('location')).toBe(`/v1/jobs/${accepted.id}`)
    const events = await eventsOf(await gateway.get(`/v1/jobs/${accepted.id}/events`))
    expect(events.at(-2)?.event).toBe('image_generation.completed')
    const job = await (await gateway.get(`/v1/jobs/${accepted.id}`)).json()
    expect([job.status, job.images.length]).toEqual(['succeeded', 3])
  })

  it('streams each picture as it is drawn, in the words of Ark, and ends with [DONE]', async () => {
    const events = await eventsOf(await gateway.post('/v1/images/generations', { ...STORY, stream: true }))

    expect(events.map(({ event, id }) => [event, id])).toEqual([
      ['image_generation.partial_succeeded', '1'],
      ['image_generation.partial_succeeded', '2'],
      ['image_generation.partial_succeeded', '3'],
      ['image_generation.completed', '4'],
      [undefined, undefined],
    ])
    expect(events.at(-1)?.data).toBe('[DONE]')
    expect(JSON.parse(events[1]?.data ?? '')).toMatchObject({
      type: events[1]?.event,
      image_index: 1,
      size: '1024x1024',
    })
  })

  it('picks a stream up where a reader left it', async () => {
    const response = await gateway.post('/v1/images/generations', { ...STORY, stream: true })
    const all = await eventsOf(response)
    const rest = await eventsOf(
      await gateway.get(`/v1/jobs/${response.headers.get('x-dreamgate-job')}/events`, {
        'last-event-id': '2',
      }),
    )

    expect(rest).toEqual(all.slice(2))
  })

  it('refuses a wish it does not understand before it begins to stream', async () => {
    const accepted = await (
      await gateway.post('/v1/images/generations', STORY, { prefer: 'respond-async' })
    ).json()
    const response = await gateway.get(`/v1/jobs/${accepted.id}/events`, {
      'x-dreamgate-failed-items': 'maybe',
    })

    expect([response.status, (await response.json()).error.param]).toEqual([400, 'x-dreamgate-failed-items'])
  })

  it('goes on when the caller leaves', async () => {
    const leave = new AbortController()
    const response = await fetch(`${gateway.base}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...STORY, stream: true }),
      signal: leave.signal,
    })
    const id = response.headers.get('x-dreamgate-job')
    leave.abort()

    const events = await eventsOf(await gateway.get(`/v1/jobs/${id}/events`))
    expect(events).toHaveLength(5)
  })

  it('says 504 with the job when the caller’s patience ends, and the pictures come all the same', async () => {
    const response = await gateway.post('/v1/images/generations', {
      ...STORY,
      size: '4K',
      prompt: 'an elaborate castle',
      sequential_image_generation: 'disabled',
      sequential_image_generation_options: undefined,
      n: 6,
      timeout_seconds: 1,
    })
    const id = response.headers.get('x-dreamgate-job')

    expect([response.status, response.headers.get('x-should-retry')]).toEqual([504, 'false'])
    expect((await response.json()).error).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(String(id)),
    })
    const events = await eventsOf(await gateway.get(`/v1/jobs/${id}/events`))
    expect(events.filter(({ event }) => event === 'image_generation.partial_succeeded')).toHaveLength(6)
  })

  it('answers the same job to the same Idempotency-Key, and refuses the key for another body', async () => {
    const headers = { 'idempotency-key': 'order-7' }
    const first = await gateway.post('/v1/images/generations', STORY, headers)
    const second = await gateway.post('/v1/images/generations', STORY, headers)
    const other = await gateway.post(
      '/v1/images/generations',
      { ...STORY, prompt: 'something else' },
      headers,
    )

    expect(second.headers.get('x-dreamgate-job')).toBe(first.headers.get('x-dreamgate-job'))
    expect(await second.json()).toEqual(await first.json())
    expect([other.status, (await other.json()).error.code]).toEqual([422, 'idempotency_mismatch'])
  })

  it('plans without buying when asked to', async () => {
    const response = await gateway.post('/v1/images/generations?dry_run=true', {
      ...STORY,
      seed: 7,
      quality: 'hd',
    })

    expect(await response.json()).toEqual({
      object: 'plan',
      model: 'seedream-4-0-250828',
      engine: 'sketch',
      operation: 'generate',
      width: 1024,
      height: 1024,
      size_source: 'tier',
      count: 3,
      references: 0,
      price_usd: '0.00',
      ignored: ['quality', 'seed'],
      adjusted: [],
    })
    expect(response.headers.get('x-dreamgate-ignored')).toBe('quality, seed')
    expect(response.headers.get('x-dreamgate-job')).toBeNull()
  })

  it('cancels a job that runs, keeps what was drawn, and refuses to cancel it twice', async () => {
    const many = { model: 'seedream-4-0-250828', prompt: 'an elaborate castle', size: '4K', n: 6 }
    const accepted = await (
      await gateway.post('/v1/images/generations', many, { prefer: 'respond-async' })
    ).json()
    await firstEventOf(await gateway.get(`/v1/jobs/${accepted.id}/events`))
    const cancelled = await gateway.post(`/v1/jobs/${accepted.id}/cancel`, {})
    await eventsOf(await gateway.get(`/v1/jobs/${accepted.id}/events`))
    const job = await (await gateway.get(`/v1/jobs/${accepted.id}`)).json()
    const again = await gateway.post(`/v1/jobs/${accepted.id}/cancel`, {})

    expect([cancelled.status, job.status, again.status]).toEqual([200, 'cancelled', 409])
    expect(job.images.length).toBeGreaterThanOrEqual(1)
    expect(job.images.length).toBeLessThan(6)
  })
})

interface Message {
  readonly event: string | undefined
  readonly id: string | undefined
  readonly data: string
}

async function eventsOf(response: Response): Promise<readonly Message[]> {
  const messages: Message[] = []
  for await (const { event, id, data } of parsed(response)) messages.push({ event, id, data })
  return messages
}

async function firstEventOf(response: Response): Promise<void> {
  for await (const _ of parsed(response)) return
}

function parsed(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  if (response.body === null) throw new Error('a stream without a body')
  return response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
}
