import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { describe, expect, it, onTestFinished } from 'vitest'

import { gate } from '../upstream/behaviour.ts'
import { arkBehind, KEY } from './paid-gateway.ts'
import { allEventsOf, eventsOf } from './server-events.ts'

const PATH = '/v1/images/generations'
const PICTURE = { model: 'seedream-4-0-250828', prompt: 'a fox at dawn', size: '1K' }
const STORY = {
  ...PICTURE,
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
  stream: true,
}

describe('a caller who leaves', () => {
  it('in the midst of a plain wait leaves a job that goes on, and the same request finds it', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    const leaving = new AbortController()
    const left = fetchLeaving(gateway.base, leaving.signal)
    await upstream.received(1)
    leaving.abort()
    await expect(left).rejects.toThrow('abort')
    brush.open()

    const job = await gateway.newestJob('succeeded')
    const again = await gateway.post(PATH, PICTURE, { 'x-stainless-retry-count': '1' })

    expect((await again.json()).data[0].url).toBe(job.images[0]?.url)
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('in the midst of a stream can take it up where he left', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    brush.open(1)
    const stream = await gateway.post(PATH, STORY)
    const id = stream.headers.get('x-dreamgate-job')
    for await (const { id: seen } of eventsOf(stream)) if (seen === '1') break
    brush.open()

    const rest = await gateway.get(`/v1/jobs/${id}/events`, { 'last-event-id': '1' })

    expect((await allEventsOf(rest)).map((one) => one.id)).toEqual(['2', '3', '4', undefined])
    expect(upstream.bill).toEqual({ calls: 1, pictures: 3 })
  })
})

describe('a caller whose patience ends', () => {
  it.each([
    { how: 'timeout_seconds', body: { timeout_seconds: 1 }, headers: {} },
    { how: 'Prefer: wait', body: {}, headers: { prefer: 'wait=1' } },
  ])('by $how hears of the job, which goes on: the same request joins it', async ({ body, headers }) => {
    const { upstream, brush, ...gateway } = await drawing()
    const ended = await gateway.post(PATH, { ...PICTURE, ...body }, headers)
    const id = ended.headers.get('x-dreamgate-job')
    const again = await gateway.post(PATH, PICTURE, { prefer: 'respond-async' })
    brush.open()

    expect([ended.status, ended.headers.get('x-should-retry')]).toEqual([504, 'false'])
    expect((await ended.json()).error.message).toContain(id)
    const job = await gateway.newestJob('succeeded')
    expect([again.headers.get('x-dreamgate-job'), job.id, job.images.length]).toEqual([id, id, 1])
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('hears so in a stream too, and takes it up again', async () => {
    const { brush, ...gateway } = await drawing()
    brush.open(1)
    const stream = await gateway.post(PATH, { ...STORY, timeout_seconds: 1 })
    const seen = await allEventsOf(stream)
    brush.open()
    const rest = await allEventsOf(
      await gateway.get(`/v1/jobs/${stream.headers.get('x-dreamgate-job')}/events`, { 'last-event-id': '1' }),
    )

    expect(seen.map(({ event, id }) => [event, id])).toEqual([
      ['image_generation.partial_succeeded', '1'],
      ['error', undefined],
      [undefined, undefined],
    ])
    expect(JSON.parse(seen[1]?.data ?? '').error.code).toBe('timeout')
    expect(rest.map(({ id }) => id)).toEqual(['2', '3', '4', undefined])
  })

  it('hears so although memory was cleaned up meanwhile', async () => {
    const { upstream, ...gateway } = await drawing()
    const waiting = gateway.post(PATH, { ...PICTURE, timeout_seconds: 1 })
    await upstream.received(1)
    cleanUpMemory()

    expect((await waiting).status).toBe(504)
  })
})

describe('a reader of a story with a picture that failed', () => {
  it('takes the stream up at every event, once it is over', async () => {
    const { upstream, ...gateway } = await drawing()
    upstream.next({ kind: 'draw', failures: { 1: 'OutputImageSensitiveContentDetected' } })
    const whole = await gateway.post(PATH, STORY)
    const id = whole.headers.get('x-dreamgate-job')
    const all = await allEventsOf(whole)

    for (let seen = 0; seen <= 5; seen += 1) {
      const rest = await gateway.get(`/v1/jobs/${id}/events`, { 'last-event-id': String(seen) })
      expect(await allEventsOf(rest)).toEqual(all.slice(Math.min(seen, 4)))
    }
    expect(all).toHaveLength(5)
  })

  it('takes the stream up at every event while it is drawn', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    const failures = { 1: 'OutputImageSensitiveContentDetected' }
    upstream.next({ kind: 'draw', failures, gate: brush })
    const whole = await gateway.post(PATH, STORY)
    const id = whole.headers.get('x-dreamgate-job')

    const rests: Response[] = []
    for (let seen = 0; seen < 3; seen += 1) {
      rests.push(await gateway.get(`/v1/jobs/${id}/events`, { 'last-event-id': String(seen) }))
      brush.open(1)
      for await (const one of eventsOf(await gateway.get(`/v1/jobs/${id}/events`))) {
        if (one.id === String(seen + 1)) break
      }
    }

    const all = await allEventsOf(whole)
    const read = await Promise.all(rests.map(allEventsOf))
    expect(read).toEqual([all, all.slice(1), all.slice(2)])
  })
})

describe('a plain wait', () => {
  it('sends nothing before its answer, and then the answer alone', async () => {
    const { upstream, brush, ...gateway } = await drawing()
    const { line, heard } = await asked(gateway.base)
    await upstream.received(1)
    await gateway.newestJob('running')
    const before = heard()
    brush.open()
    await once(line, 'end')

    expect(before).toBe('')
    const [head = '', body = ''] = heard().split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`)
    expect(body).toMatch(/^\{.*\}$/)
  })
})

/** An Ark that draws nothing before the brush is free, and a gateway before it. */
async function drawing() {
  const brush = gate()
  const gateway = await arkBehind()
  gateway.upstream.otherwise({ kind: 'draw', gate: brush })
  return { ...gateway, brush }
}

function fetchLeaving(base: string, signal: AbortSignal): Promise<Response> {
  return fetch(base + PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(PICTURE),
    signal,
  })
}

/** A request by hand, and everything that was heard on its line so far. */
async function asked(base: string): Promise<{ readonly line: Socket; readonly heard: () => string }> {
  const { hostname, port } = new URL(base)
  const line = connect(Number(port), hostname)
  onTestFinished(() => void line.destroy())
  let text = ''
  line.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  const body = JSON.stringify(PICTURE)
  line.write(
    [
      `POST ${PATH} HTTP/1.1`,
      `host: ${hostname}`,
      `authorization: Bearer ${KEY}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
  return { line, heard: () => text }
}

/** What the engine does by itself sooner or later: signals that nobody holds are forgotten. */
function cleanUpMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
