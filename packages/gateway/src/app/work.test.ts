import { Readable } from 'node:stream'

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import { memoryBlobs } from '../blobs/memory.ts'
import { catalogue } from '../core/catalogue.ts'
import { Fault } from '../core/fault.ts'
import type { FaultCode } from '../core/fault.ts'
import type { Job } from '../core/job.ts'
import type { Plan } from '../core/plan.ts'
import type { Engine, EngineCapabilities, EngineEvent, Order } from '../core/ports/engine.ts'
import type { JobQueue } from '../core/ports/queue.ts'
import { turns } from '../lib/turns.ts'
import { pictures } from '../media/pictures.ts'
import { models } from '../models/index.ts'
import { inProcessFollowers } from '../queue/in-process-followers.ts'
import { sqliteRecords } from '../records/open-sqlite.ts'
import { cancel } from './cancel.ts'
import { engineRoster } from './context.ts'
import type { AppContext } from './context.ts'
import { work } from './work.ts'

const NOW = 1_795_000_000_000
const UNIT_PRICE = 30_000

describe('working on a job', () => {
  it('asks once for each picture of an engine that makes one a call, with seeds that follow each other', async () => {
    const house = await open({ draws: [ok, ok, ok] })
    const job = await house.job({ count: 3, seed: 40 })

    await house.work(job)

    expect(house.orders.map(({ part, seed }) => [part, seed] as const).toSorted(([a], [b]) => a - b)).toEqual(
      [
        [0, 40],
        [1, 41],
        [2, 42],
      ],
    )
    expect(await house.end(job)).toEqual({
      status: 'succeeded',
      images: [0, 1, 2],
      failed: [],
      cost: 3 * UNIT_PRICE,
    })
  })

  it('has it on disk that the engine is being asked before the engine hears of it', async () => {
    const house = await open({
      draws: [
        async function* () {
          expect((await house.context.records.asks.of('job_1'))[0]?.askedAt).toBeGreaterThanOrEqual(NOW)
          yield* ok()
        },
      ],
    })

    await house.work(await house.job({ count: 1 }))

    expect(house.orders).toHaveLength(1)
  })

  it('never asks again what a dead process had asked a paid engine, and keeps the money reserved', async () => {
    const house = await open({ draws: [ok] })
    const job = await house.job({ count: 1 })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)

    await house.work(job)

    expect(house.orders).toHaveLength(0)
    expect(await house.end(job)).toEqual({ status: 'unknown', images: [], failed: [], cost: 0 })
    expect((await house.context.records.ledger.of(job.id)).map(({ kind }) => kind)).toEqual(['reserve'])
  })

  it('asks a free engine again', async () => {
    const house = await open({ draws: [ok], capabilities: { free: true, afterCrash: 'retry' } })
    const job = await house.job({ count: 1, price: 0 })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)

    await house.work(job)

    expect(await house.end(job)).toEqual({ status: 'succeeded', images: [0], failed: [], cost: 0 })
  })

  it('asks about a picture the upstream already has, instead of buying it twice', async () => {
    const house = await open({ draws: [], resumes: ok })
    const job = await house.job({ count: 1 })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)
    await house.context.records.asks.ticket(job.id, 0, { upstream: 7 })

    await house.work(job)

    expect(house.resumed).toEqual([{ upstream: 7 }])
    expect(await house.end(job)).toMatchObject({ status: 'succeeded', images: [0] })
  })

  it('keeps what came and says of each missing picture why it is missing', async () => {
    const house = await open({ draws: [ok, refuses('content_refused'), refuses('outcome_unknown')] })
    const job = await house.job({ count: 3 })

    await house.work(job)

    expect(await house.end(job)).toEqual({
      status: 'succeeded',
      images: [0],
      failed: [
        [1, 'content_refused'],
        [2, 'outcome_unknown'],
      ],
      cost: UNIT_PRICE,
    })
  })

  it('puts a job back when the engine had no room, and forgets that it asked', async () => {
    const house = await open({ draws: [refuses('rate_limited'), ok] })
    const job = await house.job({ count: 1 })

    await house.work(job)
    const waiting = await house.context.records.jobs.find(job.id)
    house.pass(60_000)
    await house.work(job)

    expect([waiting?.status, (waiting?.runAt ?? 0) > NOW]).toEqual(['queued', true])
    expect(await house.end(job)).toMatchObject({ status: 'succeeded', cost: UNIT_PRICE })
  })

  it('reads a story to its end when one result address is dead, and goes on from the ticket later', async () => {
    const house = await open({ draws: [storyWithADeadAddress], resumes: story })
    const job = await house.job({ count: 3, mode: 'sequence' })

    await house.work(job)
    const waiting = await house.context.records.jobs.find(job.id)
    house.pass(60_000)
    await house.work(job)

    expect(waiting?.status).toBe('waiting')
    expect(house.orders).toHaveLength(1)
    expect(await house.end(job)).toMatchObject({
      status: 'succeeded',
      images: [0, 1, 2],
      cost: 3 * UNIT_PRICE,
    })
  })

  it('leaves a job alone that another worker holds, and one that has ended', async () => {
    const house = await open({ draws: [ok, ok] })
    const job = await house.job({ count: 1 })

    await Promise.all([house.work(job), house.work(job)])
    await house.work(job)

    expect(house.orders).toHaveLength(1)
    expect((await house.context.records.ledger.of(job.id)).map(({ kind }) => kind).toSorted()).toEqual([
      'release',
      'reserve',
      'settle',
    ])
  })

  it('keeps the share of a picture reserved that may have been bought', async () => {
    const house = await open({ draws: [ok, ok, refuses('outcome_unknown')] })
    const job = await house.job({ count: 3 })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'succeeded', images: [0, 1], cost: 2 * UNIT_PRICE })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(3 * UNIT_PRICE)
  })

  it('gives nobody a picture for nothing who cancels while it is being bought', async () => {
    const house = await open({ draws: [refuses('outcome_unknown')] })
    const job = await house.job({ count: 1, price: UNIT_PRICE })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)

    await cancel(house.context, job)

    expect(await house.end(job)).toMatchObject({ status: 'cancelled', images: [] })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(UNIT_PRICE)
  })

  it('gives up as rate limited when the engine wants a longer pause than anybody waits', async () => {
    const house = await open({ draws: [busyFor(3_600_000)] })
    const job = await house.job({ count: 1 })

    await house.work(job)

    expect((await house.context.records.jobs.find(job.id))?.fault?.code).toBe('rate_limited')
    expect(await house.end(job)).toMatchObject({ status: 'failed', cost: 0 })
  })

  it('tries an engine that cannot be reached again, for a minute', async () => {
    const house = await open({ draws: [cannotBeReached, cannotBeReached, ok] })
    const job = await house.job({ count: 1 })

    await house.work(job)
    house.pass(1_000)
    await house.work(job)
    house.pass(2_000)
    await house.work(job)

    expect(house.orders).toHaveLength(3)
    expect(await house.end(job)).toMatchObject({ status: 'succeeded', cost: UNIT_PRICE })
  })

  it('gives an engine up that cannot be reached for longer than a minute', async () => {
    const house = await open({ draws: [cannotBeReached, cannotBeReached] })
    const job = await house.job({ count: 1 })

    await house.work(job)
    house.pass(60_000)
    await house.work(job)

    expect((await house.context.records.jobs.find(job.id))?.fault?.code).toBe('upstream_unavailable')
    expect(await house.end(job)).toMatchObject({ status: 'failed', cost: 0 })
  })

  it('is no longer said to have failed once it has succeeded after a pause', async () => {
    const house = await open({ draws: [refuses('rate_limited'), ok] })
    const job = await house.job({ count: 1 })

    await house.work(job)
    house.pass(60_000)
    await house.work(job)

    expect((await house.context.records.jobs.find(job.id))?.fault).toBeUndefined()
  })

  it('waits as long as the slowest of its asks wants', async () => {
    const house = await open({ draws: [busyFor(2_000), busyFor(9_000)] })
    const job = await house.job({ count: 2 })

    await house.work(job)

    expect((await house.context.records.jobs.find(job.id))?.runAt).toBe(NOW + 9_000)
  })

  it('ends at once when it is cancelled in the moment in which it is put back', async () => {
    const house = await open({ draws: [refuses('rate_limited')] })
    const job = await house.job({ count: 1 })
    house.cancelAtPutBack()

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'cancelled' })
  })

  it('is in doubt when the note that it was answered could not be written', async () => {
    const house = await open({ draws: [ok] })
    const job = await house.job({ count: 1, price: UNIT_PRICE })
    house.breakStore(1)
    house.breakNotes()

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'unknown' })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(UNIT_PRICE)
  })

  it('does not try an engine again that answers and refuses the operator', async () => {
    const house = await open({ draws: [refuses('upstream_unavailable')] })
    const job = await house.job({ count: 1 })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'failed' })
  })

  it('keeps the cut of a job when its engine makes another number of pictures a call', async () => {
    const house = await open({ draws: [ok, ok], capabilities: { picturesPerAsk: 4 } })
    const job = await house.job({ count: 4, seed: 40 })
    await house.context.records.asks.open(job.id, [2, 2])

    await house.work(job)

    expect(house.orders.map(({ part, count, seed }) => [part, count, seed])).toEqual([
      [0, 2, 40],
      [1, 2, 42],
    ])
  })

  it('does not ask again, and is sure of it, when it died after the last picture of an ask', async () => {
    const house = await open({ draws: [], capabilities: { afterCrash: 'retry' } })
    const job = await house.job({ count: 1 })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)
    await house.keep(job, 0)

    await house.work(job)

    expect(house.orders).toHaveLength(0)
    expect(await house.end(job)).toEqual({ status: 'succeeded', images: [0], failed: [], cost: UNIT_PRICE })
  })

  it('waits for an engine that was taken away while its ticket is held', async () => {
    const house = await open({ draws: [], resumes: ok })
    const job = await house.job({ count: 1, engine: 'gone' })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)
    await house.context.records.asks.ticket(job.id, 0, { upstream: 7 })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'waiting', images: [] })
  })

  it('does not know what became of an ask to an engine that was taken away', async () => {
    const house = await open({ draws: [] })
    const job = await house.job({ count: 1, engine: 'gone' })
    await house.context.records.asks.open(job.id, [1])
    await house.context.records.asks.asked(job.id, 0, NOW)

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'unknown' })
  })

  it('refuses, and has bought nothing, when its engine was taken away before it was asked', async () => {
    const house = await open({ draws: [] })
    const job = await house.job({ count: 1, engine: 'gone' })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'failed' })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(0)
  })

  it('hands a reference over as PNG where the engine cannot read what it is', async () => {
    const house = await open({ draws: [ok], capabilities: { readsEveryFormat: false } })
    const webp = await sharp(PICTURE).webp().toBuffer()
    const { key: blobKey, bytes: size } = await house.context.blobs.put(webp)
    const facts = { bytes: size, width: 16, height: 16, alpha: false, imageId: undefined }

    await house.work(await house.job({ references: [{ ...facts, blob: blobKey, mediaType: 'image/webp' }] }))

    const [reference] = house.orders[0]?.references ?? []
    const handed = await sharp(await reference?.read()).metadata()
    expect([reference?.mediaType, handed.format, handed.width]).toEqual(['image/png', 'png', 16])
  })

  it('tries a bought picture again when our own store failed, instead of giving it up', async () => {
    const house = await open({ draws: [storyWithADeadAddress], resumes: story })
    const job = await house.job({ count: 3, mode: 'sequence' })
    house.breakStore(1)

    await house.work(job)
    const waiting = await house.context.records.jobs.find(job.id)
    house.pass(60_000)
    await house.work(job)

    expect([waiting?.status, house.reports.length > 0]).toEqual(['waiting', true])
    expect(await house.end(job)).toMatchObject({ status: 'succeeded', images: [0, 1, 2] })
  })

  it('holds the money of a bought picture that our own store cannot keep and nobody can fetch again', async () => {
    const house = await open({ draws: [ok] })
    const job = await house.job({ count: 1, price: UNIT_PRICE })
    house.breakStore(1)

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'unknown', images: [] })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(UNIT_PRICE)
  })

  it('holds the money of bought pictures whose addresses never answered', async () => {
    const house = await open({ draws: [storyWithADeadAddress], resumes: storyWithADeadAddress })
    const job = await house.job({ count: 3, mode: 'sequence' })

    await house.work(job)
    house.pass(600_000)
    await house.work(job)

    expect(await house.end(job)).toMatchObject({
      status: 'succeeded',
      images: [0, 2],
      failed: [[1, 'outcome_unknown']],
    })
  })

  it('goes on with a story when one of its pictures is none', async () => {
    const house = await open({ draws: [storyWithRubbish] })
    const job = await house.job({ count: 3, mode: 'sequence' })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({
      status: 'succeeded',
      images: [0, 2],
      failed: [[1, 'upstream_failed']],
    })
  })

  it('charges a model without a price of its own as the one it is sent on as', async () => {
    const house = await open({ draws: [ok], sentAs: 'seedream-4-0-250828' })
    const job = await house.job({ count: 1, model: 'seedream-3-0-t2i-250415' })

    await house.work(job)

    expect(await house.end(job)).toMatchObject({ status: 'succeeded', cost: UNIT_PRICE })
  })

  it('refunds a job that nothing came of', async () => {
    const house = await open({ draws: [refuses('content_refused')] })
    const job = await house.job({ count: 1 })

    await house.work(job)

    expect(await house.end(job)).toEqual({ status: 'failed', images: [], failed: [], cost: 0 })
    expect(await house.context.records.ledger.committed(job.keyId, 0)).toBe(0)
  })
})

async function keepOne({ records, blobs }: AppContext, { id }: Job, index: number): Promise<void> {
  const { key: blobKey, bytes } = await blobs.put(PICTURE)
  await records.images.add({
    id: `img_${index}`,
    jobId: id,
    index,
    part: 0,
    blob: blobKey,
    mediaType: 'image/png',
    bytes,
    width: 16,
    height: 16,
    seed: undefined,
    recipe: undefined,
    createdAt: NOW,
    removedAt: undefined,
  })
}

async function* cannotBeReached(): AsyncGenerator<EngineEvent> {
  yield* []
  throw new Fault('upstream_unavailable', 'scripted cannot be reached.', { retryAfterMs: 1000 })
}

type Draw = () => AsyncIterable<EngineEvent>

interface Script {
  /** What the engine does at each ask, by part for a fan-out, by turn for a retry. */
  readonly draws: readonly Draw[]
  readonly resumes?: Draw
  readonly capabilities?: Partial<EngineCapabilities>
  /** The engine's own name for every model. */
  readonly sentAs?: string
}

async function open({ draws, resumes = ok, capabilities = {}, sentAs }: Script) {
  const orders: Order[] = []
  const resumed: unknown[] = []
  let now = NOW
  const engine: Engine = {
    name: 'scripted',
    capabilities: { ...PAID, ...capabilities },
    modelName: (row) => sentAs ?? row.id,
    generate(order) {
      orders.push(order)
      return (draws[orders.length - 1] ?? ok)()
    },
    resume(ticket) {
      resumed.push(ticket)
      return resumes()
    },
    close: async () => undefined,
  }
  const reports: unknown[] = []
  let failures = 0
  const whole = await contextWith(engine, { now: () => now, report: (error) => reports.push(error) })
  let cancelsAtPutBack = false
  let notesBreak = false
  const context: AppContext = {
    ...whole,
    records: {
      ...whole.records,
      jobs: {
        ...whole.records.jobs,
        async change(job, change, at) {
          if (cancelsAtPutBack && change.status === 'queued') {
            cancelsAtPutBack = false
            await cancel(context, job)
          }
          return whole.records.jobs.change(job, change, at)
        },
      },
      asks: {
        ...whole.records.asks,
        answered: (jobId, part, outcome) =>
          notesBreak
            ? Promise.reject(new Error('the disk is full'))
            : whole.records.asks.answered(jobId, part, outcome),
      },
    },
    blobs: {
      ...whole.blobs,
      put: (content, maxBytes) =>
        failures-- > 0 ? Promise.reject(new Error('the disk is full')) : whole.blobs.put(content, maxBytes),
    },
  }
  return {
    context,
    orders,
    resumed,
    reports,
    breakStore: (times: number) => (failures = times),
    breakNotes: () => (notesBreak = true),
    cancelAtPutBack: () => (cancelsAtPutBack = true),
    pass: (ms: number) => (now += ms),
    work: (job: Job) => work(context, job.id, new AbortController().signal),
    job: (plan: Partial<Plan>) => insert(context, { ...PLAN, ...plan }),
    end: async (job: Job) => endOf(context, job),
    keep: (job: Job, index: number) => keepOne(context, job, index),
  }
}

async function contextWith(
  engine: Engine,
  { now, report }: { readonly now: () => number; readonly report: (error: unknown) => void },
): Promise<AppContext> {
  return {
    records: await sqliteRecords({ file: ':memory:' }),
    blobs: memoryBlobs(),
    queue: NO_QUEUE,
    followers: inProcessFollowers(),
    courier: { nudge: () => undefined },
    engines: engineRoster([engine]),
    catalogue: catalogue(models),
    pictures: pictures(),
    fetcher: { fetch: () => Promise.reject(new Error('nothing is fetched here')) },
    sender: { send: () => Promise.reject(new Error('nothing is sent here')), objection: () => undefined },
    clock: { now },
    looking: turns(4),
    settings: {
      leaseMs: 30_000,
      firstPauseMs: 1000,
      unreachableWindowMs: 60_000,
      fetchWindowMs: 600_000,
      maxResultBytes: 1_000_000,
      referenceTimeoutMs: 1000,
      maxReferenceBytes: 1_000_000,
      publicUrl: undefined,
    },
    report,
  }
}

async function insert({ records }: AppContext, plan: Plan): Promise<Job> {
  const job = await records.jobs.insert({
    id: 'job_1',
    ownerId: 'key_1',
    keyId: 'key_1',
    dialect: 'openai',
    route: 'openai.generations',
    plan,
    bodyHash: 'hash',
    createdAt: NOW,
  })
  const { model, engine } = plan
  await records.ledger.add({
    jobId: job.id,
    keyId: job.keyId,
    ownerId: job.ownerId,
    kind: 'reserve',
    micros: plan.price,
    images: 0,
    model,
    engine,
    at: NOW,
  })
  return job
}

async function endOf({ records }: AppContext, { id }: Job) {
  const job = await records.jobs.find(id)
  const images = await records.images.of(id)
  const failed = await records.images.failedOf(id)
  return {
    status: job?.status,
    images: images.map(({ index }) => index),
    failed: failed.map(({ index, fault }) => [index, fault.code]),
    cost: job?.cost,
  }
}

const PICTURE = await sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } })
  .jpeg()
  .toBuffer()

function image(index: number, content: () => Promise<AsyncIterable<Uint8Array>>): EngineEvent {
  return { kind: 'image', index, image: { content, seed: undefined, recipe: undefined } }
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield PICTURE
}

async function* ok(): AsyncGenerator<EngineEvent> {
  yield image(0, async () => bytes())
}

async function* story(): AsyncGenerator<EngineEvent> {
  for (const index of [0, 1, 2]) yield image(index, async () => bytes())
}

async function* storyWithADeadAddress(): AsyncGenerator<EngineEvent> {
  yield { kind: 'accepted', ticket: { upstream: 1 } }
  yield image(0, async () => bytes())
  yield image(1, () => Promise.reject(new Error('the address answered 404')))
  yield image(2, async () => bytes())
}

async function* storyWithRubbish(): AsyncGenerator<EngineEvent> {
  yield { kind: 'accepted', ticket: { upstream: 1 } }
  yield image(0, async () => bytes())
  yield image(1, async () => Readable.from([Buffer.from('<html>no</html>')]))
  yield image(2, async () => bytes())
}

function refuses(code: FaultCode): Draw {
  return async function* () {
    yield* []
    throw new Fault(code, `scripted: ${code}`)
  }
}

function busyFor(retryAfterMs: number): Draw {
  return async function* () {
    yield* []
    throw new Fault('rate_limited', 'scripted: busy', { retryAfterMs })
  }
}

const PAID: EngineCapabilities = {
  streams: true,
  tickets: true,
  masks: false,
  sequences: true,
  watermarks: true,
  picturesPerAsk: 1,
  readsEveryFormat: true,
  free: false,
  afterCrash: 'hold',
}

const PLAN: Plan = {
  askedModel: 'seedream-4.0',
  model: 'seedream-4-0-250828',
  engine: 'scripted',
  operation: 'generate',
  prompt: 'a heron',
  enginePrompt: 'a heron',
  references: [],
  mask: undefined,
  size: { width: 1024, height: 1024, source: 'exact', tier: undefined },
  mode: 'independent',
  count: 1,
  seed: undefined,
  guidanceScale: undefined,
  watermark: false,
  format: undefined,
  background: undefined,
  layers: false,
  webSearch: false,
  promptMode: undefined,
  delivery: 'address',
  user: undefined,
  metadata: undefined,
  waitMs: 600_000,
  webhook: undefined,
  base: 'http://localhost:8787',
  price: 90_000,
  ignored: [],
  adjusted: [],
}

const NO_QUEUE: JobQueue = {
  enqueue: () => undefined,
  work: () => undefined,
  cancel: () => undefined,
  drain: async () => undefined,
}
