import { afterEach, describe, expect, it } from 'vitest'

import { brokenEvents, events, hangUp, json, scriptedServer, silence } from '../test/scripted-server.ts'
import type { Answer, ScriptedServer } from '../test/scripted-server.ts'
import { dreamgate, DreamgateError } from './index.ts'

const open: ScriptedServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const RESULT = {
  model: 'm',
  created: 1,
  data: [{ url: 'http://g/i/img_1.jpg', size: '8x8' }],
  usage: { generated_images: 1, output_tokens: 0, total_tokens: 0, input_tokens: 0 },
}
const JOB = { 'x-dreamgate-job': 'job_1' }
const first = picture(0, 1)
const second = picture(1, 2)
const completed = message('image_generation.completed', 3, { usage: RESULT.usage })

describe('generate', () => {
  it('sends the request as it is, with the key and an idempotency key, and answers the wire', async () => {
    const { client, heard } = await gateway([json(200, RESULT, JOB)])
    const jobs: string[] = []

    const result = await client.generate({ prompt: 'a heron', n: 2 }, { onJob: (id) => jobs.push(id) })

    expect(result).toEqual(RESULT)
    expect(jobs).toEqual(['job_1'])
    expect(heard[0]).toMatchObject({ method: 'POST', path: '/v1/images/generations' })
    expect(heard[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
    })
    expect(heard[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ prompt: 'a heron', n: 2 })
  })

  it('tries again after a lost line, a 429 and a 503, always as the same request', async () => {
    const busy = json(429, fault('rate_limit_exceeded'), { 'retry-after': '0' })
    const full = json(503, fault('overloaded'), { 'retry-after': '0' })
    const { client, heard } = await gateway([hangUp, busy, full, json(200, RESULT)])

    await expect(client.generate({ prompt: 'a heron' })).resolves.toEqual(RESULT)

    expect(heard).toHaveLength(4)
    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  it.each([400, 401, 402, 404, 500, 502, 504])('never tries again after %i', async (status) => {
    const { client, heard } = await gateway([json(status, fault('x'), { 'retry-after': '0' })])

    await expect(client.generate({ prompt: 'a heron' })).rejects.toMatchObject({ status, retryable: false })
    expect(heard).toHaveLength(1)
  })

  it('does not come back after a 503 that names no time', async () => {
    const { client, heard } = await gateway([json(503, fault('overloaded'))])

    await expect(client.generate({ prompt: 'a heron' })).rejects.toMatchObject({
      status: 503,
      code: 'overloaded',
    })
    expect(heard).toHaveLength(1)
  })

  it('leaves a wait of minutes to the caller', async () => {
    const { client, heard } = await gateway([
      json(429, fault('rate_limit_exceeded'), { 'retry-after': '600' }),
    ])

    await expect(client.generate({ prompt: 'a heron' })).rejects.toMatchObject({
      retryable: true,
      retryAfterMs: 600_000,
    })
    expect(heard).toHaveLength(1)
  })

  it('tells every broken rule, the job and the request', async () => {
    const details = [{ param: 'size', rule: 'size.tier', message: 'no', nearest: '2K' }]
    const body = {
      error: { message: 'no', type: 'invalid_request_error', param: 'size', code: 'invalid_value', details },
    }
    const { client } = await gateway([json(400, body, { ...JOB, 'x-request-id': 'req_1' })])

    const error: unknown = await client.generate({ prompt: 'a heron' }).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(DreamgateError)
    expect(error).toMatchObject({ message: 'no', param: 'size', details, jobId: 'job_1', requestId: 'req_1' })
  })

  it('tells of no broken rule when no field is at fault', async () => {
    const details = [{ param: null, rule: 'unauthenticated', message: 'no key' }]
    const body = { error: { message: 'no key', param: null, code: 'invalid_api_key', details } }
    const { client } = await gateway([json(401, body)])

    await expect(client.generate({ prompt: 'a heron' })).rejects.toMatchObject({
      message: 'no key',
      param: undefined,
      details: [],
    })
  })

  it('says what the status was when the answer is no gateway’s', async () => {
    const { client } = await gateway([(response) => response.writeHead(502).end('<h1>Bad gateway</h1>')])

    await expect(client.generate({ prompt: 'a heron' })).rejects.toMatchObject({
      status: 502,
      code: 'http_502',
    })
  })

  it('stops waiting when aborted, with the caller’s own reason', async () => {
    const stop = new AbortController()
    const gone = happening()
    const { client, heard } = await gateway([
      (response) => {
        silence(gone.happened)(response)
        stop.abort(new Error('enough'))
      },
    ])

    await expect(client.generate({ prompt: 'a heron' }, { signal: stop.signal })).rejects.toThrow('enough')
    await gone.once
    expect(heard).toHaveLength(1)
  })

  it('uploads bytes once and names them by their file', async () => {
    const file = { id: 'file_1', object: 'file', bytes: 3, created_at: 1, purpose: 'vision' }
    const { client, heard } = await gateway([json(200, file), json(200, RESULT)])
    const blob = new Blob(['abc'], { type: 'image/png' })

    await client.generate({ prompt: 'a heron', images: [blob, 'img_9', blob] })

    expect(heard[0]).toMatchObject({ method: 'POST', path: '/v1/files' })
    expect(heard[0]?.body).toContain('name="file"')
    expect(JSON.parse(heard[1]?.body ?? '')).toEqual({
      prompt: 'a heron',
      images: [{ file_id: 'file_1' }, 'img_9', { file_id: 'file_1' }],
    })
  })
})

describe('stream', () => {
  it('tells each event until the work is complete', async () => {
    const { client, heard } = await gateway([
      events(`${first}: keep-alive\n\n${second}${completed}data: [DONE]\n\n`, JOB),
    ])

    const told = await all(client.stream({ prompt: 'a heron', n: 2 }))

    expect(told.map(({ type }) => type.split('.')[1])).toEqual([
      'partial_succeeded',
      'partial_succeeded',
      'completed',
    ])
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ stream: true })
  })

  it('picks up a line that broke, instead of asking for the pictures again', async () => {
    const rest = events(`${second}${completed}data: [DONE]\n\n`, JOB)
    const { client, heard } = await gateway([brokenEvents(first, JOB), rest])

    const told = await all(client.stream({ prompt: 'a heron', n: 2 }))

    expect(told).toHaveLength(3)
    expect(heard[1]).toMatchObject({
      method: 'GET',
      path: '/v1/jobs/job_1/events',
      headers: { 'last-event-id': '1' },
    })
  })

  it('gives up a line that tells nothing new, and names the job', async () => {
    const { client, heard } = await gateway([
      brokenEvents(first, JOB),
      events('', JOB),
      events('', JOB),
      events('', JOB),
    ])

    await expect(all(client.stream({ prompt: 'a heron' }))).rejects.toMatchObject({
      code: 'stream_lost',
      jobId: 'job_1',
    })
    expect(heard).toHaveLength(4)
  })

  it('throws what the stream ends with when nothing was made', async () => {
    const error = `event: error\nid: 1\ndata: ${JSON.stringify(fault('content_policy_violation'))}\n\ndata: [DONE]\n\n`
    const { client } = await gateway([events(error, JOB)])

    await expect(all(client.stream({ prompt: 'a heron' }))).rejects.toMatchObject({
      code: 'content_policy_violation',
      status: undefined,
      jobId: 'job_1',
    })
  })

  it('lets go of the line when its reader does', async () => {
    const gone = happening()
    const { client } = await gateway([
      (response) => {
        response.once('close', gone.happened)
        response.writeHead(200, { 'content-type': 'text/event-stream', ...JOB }).write(first)
      },
    ])

    for await (const event of client.stream({ prompt: 'a heron' }))
      if (event.type.endsWith('succeeded')) break

    await gone.once
  })
})

describe('the other routes', () => {
  it('hand a job over and follow it by its id', async () => {
    const accepted = { id: 'job_1', object: 'job', status: 'queued', created: 7 }
    const { client, heard } = await gateway([
      json(202, accepted, JOB),
      events(`${second}${completed}`, JOB),
      json(200, { id: 'job_1', status: 'cancelled' }),
    ])

    const job = await client.submit({ prompt: 'a heron' }, { idempotencyKey: 'mine' })
    const told = await all(job.events({ after: 1 }))
    await job.cancel()

    expect(job).toMatchObject({ id: 'job_1', status: 'queued', created: 7 })
    expect(told).toHaveLength(2)
    expect(heard[0]?.headers).toMatchObject({ prefer: 'respond-async', 'idempotency-key': 'mine' })
    expect(heard[1]?.headers['last-event-id']).toBe('1')
    expect(heard[2]).toMatchObject({ method: 'POST', path: '/v1/jobs/job_1/cancel' })
  })

  it('never cancel twice by themselves: the second would be told that it is too late', async () => {
    const { client, heard } = await gateway([hangUp])

    await expect(client.jobs.cancel('job_1')).rejects.toMatchObject({ code: 'unreachable', retryable: false })
    expect(heard).toHaveLength(1)
  })

  it('plan without an idempotency key, for nothing is begun', async () => {
    const { client, heard } = await gateway([json(200, { object: 'plan', price_usd: '0.03' })])

    await expect(client.plan({ prompt: 'a heron' })).resolves.toMatchObject({ price_usd: '0.03' })
    expect(heard[0]?.path).toBe('/v1/images/generations?dry_run=true')
    expect(heard[0]?.headers['idempotency-key']).toBeUndefined()
  })

  it('list jobs by the filters given and no others', async () => {
    const { client, heard } = await gateway([
      json(200, { object: 'list', data: [], has_more: false, next_cursor: null }),
    ])

    await client.jobs.list({ limit: 5, q: 'sea & sky', cursor: undefined })

    expect(heard[0]?.path).toBe('/v1/jobs?limit=5&q=sea+%26+sky')
  })
})

function happening() {
  let happened = (): void => undefined
  const once = new Promise<void>((resolve) => {
    happened = resolve
  })
  return { once, happened }
}

async function gateway(answers: readonly Answer[]) {
  const server = await scriptedServer(answers)
  open.push(server)
  return { client: dreamgate({ baseUrl: `${server.baseUrl}/`, key: 'secret' }), heard: server.heard }
}

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of iterable) items.push(item)
  return items
}

function fault(code: string) {
  return { error: { message: `it is ${code}`, type: 'server_error', param: null, code } }
}

function picture(index: number, id: number): string {
  return message('image_generation.partial_succeeded', id, {
    image_index: index,
    url: `/i/${index}`,
    size: '8x8',
  })
}

function message(type: string, id: number, rest: object): string {
  return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify({ type, model: 'm', created: 1, ...rest })}\n\n`
}
