import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sweep } from '../src/app/retention/sweep.ts'
import { sweepUnnamed } from '../src/app/retention/unnamed-blobs.ts'
import type { BlobKey } from '../src/core/ports/blob-store.ts'
import type { KeepDays } from '../src/core/retention.ts'
import { delivery, endpoint } from './contracts/records/samples.ts'
import { quickEngine } from './quick-engine.ts'
import { wholeGateway } from './whole-gateway.ts'
import type { WholeGateway, WholeOptions } from './whole-gateway.ts'

const ALICE = 'dg_alice'
const AUTHORIZED = { authorization: `Bearer ${ALICE}` }
const HERON = { prompt: 'a heron', model: 'seedream-4.0', size: '1K' }
const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const KEEP: KeepDays = { images: 30, jobs: 60, webhookDeliveries: 30 }
const NOTHING = { images: 0, jobs: 0, idempotency: 0, deliveries: 0, blobs: 0 }

const time = { now: 0 }
let gateway: WholeGateway

beforeEach(() => {
  time.now = Date.UTC(2026, 10, 20)
})
afterEach(() => gateway.close())

describe('a picture that is older than pictures are kept', () => {
  it('is gone from its address, from its job and from the disk, and costs what it did', async () => {
    await open()
    const before = await submit(HERON)
    const { blob } = await pictureOf(before)
    time.now += 30 * DAY
    expect(await sweepNow()).toMatchObject({ images: 0, blobs: 0 })
    time.now += 1

    expect(await sweepNow()).toEqual({ ...NOTHING, images: 1, blobs: 1 })

    const address = await get(pathOf(before))
    expect([address.statusCode, address.json().error.message]).toEqual([
      404,
      expect.stringContaining('no longer kept'),
    ])
    const after = await jobOf(before.id)
    expect(after).toEqual({ ...before, images: [], images_removed: 1 })
    expect(before).not.toHaveProperty('images_removed')
    const poll = await post('/ai-model-api-polling/getGenerationResults', { job_set_id: before.id })
    expect(poll.json()).toMatchObject({ status: 'succeeded', results: [], images: [] })
    expect(await gateway.context.blobs.head(blob)).toBeUndefined()
    expect(await sweepNow()).toEqual(NOTHING)
  })

  it('is no reference any more, by its id or its address, and the refusal says why', async () => {
    await open()
    const job = await submit(HERON)
    time.now += 31 * DAY
    await sweepNow()

    for (const image of [job.images[0].id, job.images[0].url]) {
      const refused = await post('/v1/images/edits', { ...HERON, image })
      expect([refused.statusCode, refused.json().error.message]).toEqual([
        400,
        expect.stringContaining(`the bytes of ${job.images[0].id} are no longer kept here`),
      ])
    }
  })

  it('stays while another job or a file has the same bytes, and its own address is closed all the same', async () => {
    await open()
    const first = await submit(HERON)
    const { blob } = await pictureOf(first)
    time.now += DAY
    const second = await submit(HERON)
    expect((await pictureOf(second)).blob).toBe(blob)
    await gateway.context.records.files.insert({
      id: 'file_1',
      ownerId: 'ann',
      blob,
      name: 'heron',
      bytes: 1,
      createdAt: time.now,
    })
    time.now += 29.5 * DAY
    expect(await sweepNow()).toMatchObject({ images: 1, blobs: 0 })
    expect((await get(pathOf(first))).statusCode).toBe(404)
    expect((await get(pathOf(second))).statusCode).toBe(200)
    expect((await post('/v1/images/edits', { ...HERON, image: first.images[0].id })).statusCode).toBe(400)

    time.now += DAY
    expect(await sweepNow()).toMatchObject({ images: 1, blobs: 0 })
    await gateway.context.records.files.remove('file_1')
    expect(await walk()).toBe(1)
    expect(await gateway.context.blobs.head(blob)).toBeUndefined()
  })

  it('keeps its number among the events of its job, and the stream says that it is gone', async () => {
    await open()
    const job = await submit(HERON)
    time.now += 31 * DAY
    await sweepNow()

    const all = await get(`/v1/jobs/${job.id}/events`)
    const rest = await get(`/v1/jobs/${job.id}/events`, { 'last-event-id': '1' })

    expect(all.body).not.toContain('partial_succeeded')
    expect(rest.body).toBe(all.body)
    expect(rest.body).toMatch(/id: 2\n[^]*no longer kept[^]*data: \[DONE\]/)
  })
})

describe('a job that is older than jobs are kept', () => {
  it('is gone with all that it named, but for what it cost', async () => {
    await open()
    const first = await submit(HERON)
    time.now += HOUR
    const edit = await submit({ ...HERON, size: '2K', image: first.images[0].id })
    const money = await moneyOf(edit.id)
    time.now += 60 * DAY

    expect(await sweepNow()).toMatchObject({ images: 2, jobs: 1 })
    expect((await get(`/v1/jobs/${first.id}`)).statusCode).toBe(404)
    expect((await get(pathOf(first))).statusCode).toBe(404)
    expect((await jobOf(edit.id)).images_removed).toBe(1)
    expect(await keptBlobs()).toHaveLength(1)

    time.now += HOUR + 1
    expect(await sweepNow()).toMatchObject({ jobs: 1, blobs: 1 })
    expect(await keptBlobs()).toEqual([])
    expect(await moneyOf(edit.id)).toEqual(money)
    expect(money.map(({ kind }) => kind)).toEqual(['reserve', 'settle', 'release'])
  })

  it('stays, and its pictures, while somebody is still to be told of it', async () => {
    await open()
    const job = await submit(HERON)
    const { records } = gateway.context
    await records.webhooks.insert(endpoint('wh_1', { disabledAt: 1 }))
    const pending = delivery('evt_1', { jobId: job.id, nextAt: time.now + 90 * DAY })
    await records.deliveries.add(pending)
    time.now += 61 * DAY

    expect(await sweepNow()).toEqual(NOTHING)
    expect((await get(pathOf(job))).statusCode).toBe(200)

    await records.deliveries.change(pending, { status: 'delivered', finishedAt: time.now })
    expect(await sweepNow()).toEqual({ ...NOTHING, images: 1, jobs: 1, blobs: 1 })
    expect(await records.deliveries.find('evt_1')).toBeUndefined()
  })

  it('runs on undisturbed when it is still running, for whoever follows it', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    const quick = quickEngine()
    await open({
      engines: [
        {
          ...quick,
          async *generate(order, context) {
            await gate
            yield* quick.generate(order, context)
          },
        },
      ],
    })
    const accepted = await post('/v1/images/generations', HERON, { prefer: 'respond-async' })
    const { id } = accepted.json()
    const following = get(`/v1/jobs/${id}/events`)
    time.now += 61 * DAY

    expect(await sweepNow()).toEqual(NOTHING)
    release()

    expect((await following).body).toContain('image_generation.completed')
    expect(await sweepNow()).toEqual(NOTHING)
    expect((await jobOf(id)).images).toHaveLength(1)
  })
})

describe('an Idempotency-Key', () => {
  it('answers with its job for a day, and is forgotten then', async () => {
    await open()
    const named = { 'idempotency-key': 'one' }
    const first = await submit(HERON, named)
    time.now += DAY
    expect(await sweepNow()).toEqual(NOTHING)
    expect((await submit(HERON, named)).id).toBe(first.id)
    time.now += 1

    expect(await sweepNow()).toEqual({ ...NOTHING, idempotency: 1 })

    expect((await submit(HERON, named)).id).not.toBe(first.id)
  })

  it('is swept with however many others', async () => {
    await open()
    await gateway.context.records.transaction(async ({ idempotency }) => {
      for (let index = 0; index < 250; index += 1) {
        const used = { keyId: 'key_1', idempotencyKey: `k${index}`, bodyHash: 'body', jobId: 'job_1' }
        await idempotency.put({ ...used, createdAt: time.now })
      }
    })
    time.now += 2 * DAY

    expect((await sweepNow()).idempotency).toBe(250)
  })
})

describe('bytes that nothing names', () => {
  it('of a refused form are gone after a day, and not before', async () => {
    await open()
    await refusedForm()
    expect(await keptBlobs()).toHaveLength(1)
    time.now += DAY
    expect(await walk()).toBe(0)
    time.now += 1

    expect(await walk()).toBe(1)
    expect(await keptBlobs()).toEqual([])
  })

  it('of a deleted file are gone, unless a job names them', async () => {
    await open()
    const used = await upload('blue')
    const unused = await upload('green')
    await submit({ ...HERON, image: used })
    await remove(used)
    await remove(unused)
    time.now += 2 * DAY

    expect(await walk()).toBe(1)
    expect(await keptBlobs()).toHaveLength(2)
  })

  it('stay when they are put again between the question who names them and their removal', async () => {
    let meddle = async (): Promise<unknown> => undefined
    await open({
      blobs: (disk) => ({
        ...disk,
        async remove(key, before) {
          await meddle()
          return disk.remove(key, before)
        },
      }),
    })
    const old = await gateway.context.blobs.put(Buffer.from('heron'))
    time.now += 2 * DAY
    meddle = () => gateway.context.blobs.put(Buffer.from('heron'))

    expect(await walk()).toBe(0)

    expect(await gateway.context.blobs.head(old.key)).toBe(5)
  })

  it('stay when a request that is under way takes them for its reference', async () => {
    let meddle = async (): Promise<unknown> => undefined
    await open({
      blobs: (disk) => ({
        ...disk,
        async get(key) {
          await meddle()
          return disk.get(key)
        },
      }),
    })
    const { images } = await submit(HERON)
    time.now += 31 * DAY
    meddle = async () => {
      meddle = async () => undefined
      expect(await sweepNow()).toMatchObject({ images: 1, blobs: 0 })
      expect(await walk()).toBe(0)
    }

    const edit = await submit({ ...HERON, size: '2K', image: images[0].id })
    time.now += 2 * DAY
    await walk()

    expect(edit.status).toBe('succeeded')
    expect(await keptBlobs()).toHaveLength(2)
  })
})

describe('a sweep that breaks off', () => {
  it('leaves blobs without a row, and the next walk finds them', async () => {
    let broken = true
    await open({
      blobs: (disk) => ({
        ...disk,
        async remove(key, before) {
          if (broken) throw new Error('the disk is gone')
          return disk.remove(key, before)
        },
      }),
    })
    const job = await submit(HERON)
    time.now += 31 * DAY

    expect(await sweepNow()).toEqual({ ...NOTHING, images: 1 })
    expect(gateway.reports).toMatchObject([{ message: 'the disk is gone' }])
    expect((await get(pathOf(job))).statusCode).toBe(404)

    broken = false
    expect(await walk()).toBe(1)
    expect(await keptBlobs()).toEqual([])
  })

  it('takes no blob whose row could not be changed, and goes on with the rest', async () => {
    await open()
    const job = await submit(HERON, { 'idempotency-key': 'one' })
    time.now += 31 * DAY
    const { context } = gateway
    const failing: typeof context = {
      ...context,
      records: {
        ...context.records,
        transaction: (work) =>
          context.records.transaction(async (inside) => {
            const removeImages = async (): Promise<never> => {
              await inside.retention.removeImages({ endedBefore: time.now, at: time.now, limit: 100 })
              throw new Error('the disk is full')
            }
            return work({ ...inside, retention: { ...inside.retention, removeImages } })
          }),
      },
    }

    expect(await sweep(failing, KEEP, never())).toEqual({ ...NOTHING, idempotency: 1 })

    expect(gateway.reports).toMatchObject([{ message: 'the disk is full' }])
    expect((await get(pathOf(job))).statusCode).toBe(200)
  })
})

async function open(options: WholeOptions = {}): Promise<void> {
  gateway = await wholeGateway({ clock: { now: () => time.now }, ...options })
  await gateway.addKey(ALICE)
}

function sweepNow() {
  return sweep(gateway.context, KEEP, never())
}

function walk(): Promise<number> {
  return sweepUnnamed(gateway.context, never())
}

function never(): AbortSignal {
  return new AbortController().signal
}

async function keptBlobs(): Promise<readonly BlobKey[]> {
  const keys: BlobKey[] = []
  for await (const key of gateway.context.blobs.olderThan(Number.POSITIVE_INFINITY)) keys.push(key)
  return keys
}

async function submit(body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await post('/v1/images/generations', body, headers)
  expect(answer.statusCode, answer.body).toBe(200)
  return jobOf(String(answer.headers['x-dreamgate-job']))
}

async function jobOf(id: string) {
  return (await get(`/v1/jobs/${id}`)).json()
}

interface Shown {
  readonly images: readonly { readonly id: string; readonly url: string }[]
}

function pathOf({ images }: Shown): string {
  return new URL(images[0]?.url ?? '').pathname
}

async function pictureOf({ images }: Shown): Promise<{ readonly blob: BlobKey }> {
  const image = await gateway.context.records.images.find(images[0]?.id ?? '')
  if (image === undefined) throw new Error('there is no picture')
  return image
}

function moneyOf(jobId: string) {
  return gateway.context.records.ledger.of(jobId)
}

async function refusedForm(): Promise<void> {
  const refused = await form('/v1/images/edits', { model: 'seedream-99' }, { name: 'image', color: 'red' })
  expect(refused.statusCode).toBe(400)
}

async function upload(color: string): Promise<string> {
  return (await form('/v1/files', {}, { name: 'file', color })).json().id
}

function remove(fileId: string) {
  return gateway.app.inject({ method: 'DELETE', url: `/v1/files/${fileId}`, headers: AUTHORIZED })
}

async function form(
  path: string,
  fields: Readonly<Record<string, string>>,
  { name, color }: { readonly name: string; readonly color: string },
) {
  const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: color } })
  const body = new FormData()
  for (const [field, value] of Object.entries(fields)) body.append(field, value)
  body.append(name, new Blob([new Uint8Array(await picture.png().toBuffer())]), 'picture.png')
  const sent = new Request('http://localhost', { method: 'POST', body })
  return gateway.app.inject({
    method: 'POST',
    url: path,
    headers: { ...AUTHORIZED, 'content-type': sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
}

function get(url: string, headers: Readonly<Record<string, string>> = {}) {
  return gateway.app.inject({ url, headers: { ...AUTHORIZED, ...headers } })
}

function post(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  return gateway.app.inject({
    method: 'POST',
    url,
    headers: { ...AUTHORIZED, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
}
