import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'

import { Fault } from '../src/core/fault.ts'
import type { Engine, EngineEvent } from '../src/core/ports/engine.ts'
import { quickEngine } from './quick-engine.ts'
import type { QuickScript } from './quick-engine.ts'
import { wholeGateway } from './whole-gateway.ts'
import type { WholeGateway } from './whole-gateway.ts'

const ADMIN = 'dg_admin'
const ALICE = 'dg_alice'
const HERON = { prompt: 'a heron', model: 'seedream-4.0', size: '1K' }
const PRICE = '0.03'

let gateway: WholeGateway
let time: number
afterEach(() => gateway.close())

describe('a job whose outcome nobody knows', () => {
  it('that is declared not bought gives everything back, and the same Idempotency-Key asks anew', async () => {
    const upstream = await openWith({ losesFirst: 1 })
    const job = await submit(HERON, { 'idempotency-key': 'one' })

    const resolved = await resolve(job, 'not_bought')
    const again = await submit(HERON, { 'idempotency-key': 'one' })

    expect([job.status, job.reserved_usd]).toEqual(['unknown', PRICE])
    expect(resolved).toMatchObject({ status: 'failed', cost_usd: '0.00', reserved_usd: '0.00' })
    expect(resolved.error.code).toBe('upstream_unavailable')
    expect(again).toMatchObject({ status: 'succeeded', cost_usd: PRICE })
    expect([again.id === job.id, upstream.asked()]).toEqual([false, 2])
  })

  it('that is declared bought is charged, and never asked again by the same Idempotency-Key', async () => {
    const upstream = await openWith({ losesFirst: 1 })
    const job = await submit(HERON, { 'idempotency-key': 'one' })

    const resolved = await resolve(job, 'bought')
    const again = await submit(HERON, { 'idempotency-key': 'one' })

    expect(resolved).toMatchObject({ status: 'failed', cost_usd: PRICE, reserved_usd: '0.00' })
    expect([again.id, upstream.asked()]).toEqual([job.id, 1])
    expect(await spent()).toBe(30_000)
  })

  it('that is asked again is drawn, and paid once', async () => {
    const upstream = await openWith({ losesFirst: 1 })
    const job = await submit(HERON)

    const asked = await resolve(job, 'ask_again')
    const drawn = await ended(job.id)

    expect(['queued', 'running', 'succeeded']).toContain(asked.status)
    expect(drawn).toMatchObject({ status: 'succeeded', cost_usd: PRICE, reserved_usd: '0.00', error: null })
    expect([drawn.images.length, upstream.asked(), await spent()]).toEqual([1, 2, 30_000])
  })

  it('asks only for the part in doubt again', async () => {
    const upstream = await openWith({ losesFirst: 1, refusesThen: 1, capabilities: { picturesPerAsk: 1 } })
    const job = await submit({ ...HERON, n: 2 })

    await resolve(job, 'ask_again')
    const drawn = await ended(job.id)

    expect(job.status).toBe('unknown')
    expect([drawn.status, drawn.images.length, drawn.failed.length]).toEqual(['succeeded', 1, 1])
    expect(upstream.asked()).toBe(3)
  })

  it('that is asked again forgets the failures of the first time', async () => {
    const upstream = await openWith({ losesFirst: 1, refusesBefore: 1 })
    const story = { ...HERON, sequential_image_generation: 'auto' }
    const job = await submit({ ...story, sequential_image_generation_options: { max_images: 3 } })

    await resolve(job, 'ask_again')
    const drawn = await ended(job.id)

    expect([job.status, upstream.asked()]).toEqual(['unknown', 2])
    expect(drawn).toMatchObject({ status: 'succeeded', cost_usd: '0.09', reserved_usd: '0.00', failed: [] })
    expect(drawn.images).toHaveLength(3)
  })

  it('that is declared bought is not charged for what the upstream had refused', async () => {
    await openWith({ losesFirst: 1, refusesBefore: 2 })
    const story = { ...HERON, sequential_image_generation: 'auto' }
    const job = await submit({ ...story, sequential_image_generation_options: { max_images: 3 } })

    expect(await resolve(job, 'bought')).toMatchObject({ cost_usd: '0.03', reserved_usd: '0.00' })
  })

  it('of which an image in layers broke off holds all that was not charged', async () => {
    await openWith({ losesFirst: 1, drawsBefore: 1 })
    const layers = { model: 'seedream-5-0-pro-260628', prompt: 'a heron', layer_decomposition: true }
    const job = await submit({ ...layers, image: await picture() })

    expect(job).toMatchObject({ status: 'succeeded' })
    expect(Number(job.reserved_usd)).toBeGreaterThan(0)
    expect((await resolve(job, 'not_bought')).reserved_usd).toBe('0.00')
  })

  it('is joined by whoever sends the same again without saying so, for a while', async () => {
    const upstream = await openWith({ losesFirst: 1 })
    const job = await submit(HERON)
    time += 2_000
    const again = await submit(HERON)
    time += 15 * 60_000
    const later = await submit(HERON)

    expect([again.id, later.id === job.id, upstream.asked()]).toEqual([job.id, false, 2])
  })

  it('that is asked again much later waits out a rate limit as a new one does', async () => {
    const busy = new Fault('rate_limited', 'quick is asked too often.', { retryAfterMs: 5 })
    const upstream = await openWith({ losesFirst: 1, refusesThen: 1, refusal: busy, firstPauseMs: 5 })
    const job = await submit(HERON)
    time += 60 * 60_000

    await resolve(job, 'ask_again')
    const drawn = await ended(job.id)

    expect([drawn.status, upstream.asked()]).toEqual(['succeeded', 3])
  })

  it('remembers who resolved it, and when', async () => {
    await openWith({ losesFirst: 1 })
    const resolved = await resolve(await submit(HERON), 'not_bought')

    expect(resolved.warnings).toEqual([expect.stringMatching(/^Resolved as not_bought by key_\w+ on 20/)])
    expect(await gateway.context.records.audit.of(resolved.id)).toMatchObject([
      { action: 'job.resolve', details: { resolution: 'not_bought', status: 'unknown', held_usd: PRICE } },
    ])
  })

  it('is resolved once, by an admin, in one of three words', async () => {
    await openWith({ losesFirst: 1 })
    const { id } = await submit(HERON)

    const answers = [
      await post(
        `/v1/jobs/${id}/resolve`,
        { resolution: 'not_bought' },
        { authorization: `Bearer ${ALICE}` },
      ),
      await post(`/v1/jobs/${id}/resolve`, { resolution: 'perhaps' }),
      await post(`/v1/jobs/${id}/resolve`, { resolution: 'bought', amount: 3 }),
      await post(`/v1/jobs/${id}/resolve`, []),
      await post(`/v1/jobs/job_nobody/resolve`, { resolution: 'bought' }),
      await post(`/v1/jobs/${id}/resolve`, { resolution: 'bought' }),
      await post(`/v1/jobs/${id}/resolve`, { resolution: 'bought' }),
    ]

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 400, 400, 400, 404, 200, 409])
  })
})

describe('a job with a part in doubt', () => {
  it('keeps its picture whatever is found out about the rest, and settles that', async () => {
    await openWith({ losesFirst: 1, capabilities: { picturesPerAsk: 1 } })
    const bought = await submit({ ...HERON, n: 2 })
    expect(bought).toMatchObject({ status: 'succeeded', cost_usd: PRICE, reserved_usd: PRICE })

    const again = await post(`/v1/jobs/${bought.id}/resolve`, { resolution: 'ask_again' })
    const resolved = await resolve(bought, 'bought')

    expect([again.statusCode, again.json().error.message]).toEqual([
      409,
      expect.stringContaining('bought or not_bought'),
    ])
    expect(resolved).toMatchObject({ status: 'succeeded', cost_usd: '0.06', reserved_usd: '0.00' })
    expect(resolved.images).toHaveLength(1)
    expect(await spent()).toBe(60_000)
  })

  it('gets that part back when it was not bought', async () => {
    await openWith({ losesFirst: 1, capabilities: { picturesPerAsk: 1 } })
    const resolved = await resolve(await submit({ ...HERON, n: 2 }), 'not_bought')

    expect(resolved).toMatchObject({ status: 'succeeded', cost_usd: PRICE, reserved_usd: '0.00' })
    expect(await spent()).toBe(30_000)
  })
})

describe('a job without a doubt', () => {
  it('cannot be resolved', async () => {
    await openWith({})
    const { id } = await submit(HERON)
    const answer = await post(`/v1/jobs/${id}/resolve`, { resolution: 'not_bought' })

    expect([answer.statusCode, answer.json().error.message]).toEqual([
      409,
      expect.stringContaining('nothing of it is in doubt'),
    ])
  })
})

interface Upstream extends Pick<QuickScript, 'capabilities'> {
  /** So many answers are lost … */
  readonly losesFirst?: number
  /** … each after so many refused places … */
  readonly refusesBefore?: number
  /** … or pictures. */
  readonly drawsBefore?: number
  /** After those so many asks are refused. */
  readonly refusesThen?: number
  readonly refusal?: Fault
  readonly firstPauseMs?: number
}

const NO = new Fault('content_refused', 'quick will not draw this.')
const LOST = new Fault('outcome_unknown', 'quick was asked and its answer was lost.')

async function openWith({ capabilities = {}, firstPauseMs = 60_000, ...upstream }: Upstream) {
  let asked = 0
  const quick = quickEngine({ capabilities })
  const engine: Engine = {
    ...quick,
    generate(order, context) {
      asked += 1
      return drawn({ upstream, asked, drawing: quick.generate(order, context) })
    },
  }
  time = Date.UTC(2026, 10, 20, 12)
  const opened = Date.now()
  const clock = { now: () => time + Date.now() - opened }
  gateway = await wholeGateway({ engines: [engine], clock, settings: { firstPauseMs } })
  await gateway.addKey(ADMIN, { scopes: ['admin'] })
  await gateway.addKey(ALICE)
  return { asked: () => asked }
}

interface Drawing {
  readonly upstream: Upstream
  /** This ask, from 1. */
  readonly asked: number
  readonly drawing: AsyncIterable<EngineEvent>
}

async function* drawn({ upstream, asked, drawing }: Drawing): AsyncGenerator<EngineEvent> {
  const { losesFirst = 0, refusesBefore = 0, drawsBefore = 0, refusesThen = 0, refusal = NO } = upstream
  if (asked > losesFirst + refusesThen) return yield* drawing
  if (asked > losesFirst) throw refusal
  for (let index = 0; index < refusesBefore; index += 1) yield { kind: 'item-failed', index, fault: NO }
  let pictures = 0
  for await (const event of drawing) if (pictures++ < drawsBefore) yield event
  throw LOST
}

async function submit(body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await post('/v1/images/generations', body, { authorization: `Bearer ${ALICE}`, ...headers })
  expect(answer.json().error?.details?.[0]?.param ?? null).toBe(null)
  return jobOf(String(answer.headers['x-dreamgate-job']))
}

async function resolve({ id }: { readonly id: string }, resolution: string) {
  const answer = await post(`/v1/jobs/${id}/resolve`, { resolution })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

/** The job once its event stream has ended. */
async function ended(id: string) {
  await get(`/v1/jobs/${id}/events`)
  return jobOf(id)
}

async function jobOf(id: string) {
  return (await get(`/v1/jobs/${id}`)).json()
}

async function spent(): Promise<number> {
  const keys = await gateway.context.records.keys.list()
  const sums = await Promise.all(keys.map(({ id }) => gateway.context.records.ledger.committed(id, 0)))
  return sums.reduce((sum, micros) => sum + micros, 0)
}

function get(url: string) {
  return gateway.app.inject({ url, headers: { authorization: `Bearer ${ADMIN}` } })
}

function post(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  return gateway.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
}

async function picture(): Promise<string> {
  const image = sharp({ create: { width: 1024, height: 1024, channels: 3, background: 'teal' } })
  return `data:image/png;base64,${(await image.png().toBuffer()).toString('base64')}`
}
