import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import {
  all,
  bytesOf,
  context,
  engineContract,
  imagesOf,
  lastTicket,
  orderFor,
  untilFault,
} from '../../../test/contracts/engine.ts'
import { arkUpstream } from '../../../test/upstream/ark-upstream.ts'
import type { ArkUpstream, ArkUpstreamOptions } from '../../../test/upstream/ark-upstream.ts'
import { gate } from '../../../test/upstream/behaviour.ts'
import { loopback } from '../../../test/upstream/loopback.ts'
import type { ModelRow } from '../../core/model.ts'
import type { Engine, Order, OrderReference } from '../../core/ports/engine.ts'
import { upstreamConnection } from '../../lib/upstream-connection.ts'
import { models } from '../../models/index.ts'
import { arkEngine } from './ark-engine.ts'
import type { ArkOptions } from './ark-engine.ts'

engineContract('ark', async () => {
  const upstream = await arkUpstream()
  return {
    engine: engineOf(upstream),
    row: rowOf('seedream-4-0'),
    unserved: rowOf('seededit-3-0'),
    bought: () => upstream.bill.pictures,
    refuseNext: () =>
      upstream.next({ kind: 'refuse', status: 400, code: 'InputTextSensitiveContentDetected' }),
    hangNext: () => {
      upstream.next({ kind: 'draw', gate: gate() })
      return upstream.received(1)
    },
    close: upstream.close,
  }
})

describe('an ask of ark', () => {
  it.each(models.map((row) => [row.id, row] as const))('sends %s nothing that it refuses', async (_, row) => {
    const ark = await withUpstream({ legacy: true })
    const references = row.references.min > 0 ? [await picture()] : []
    const everything = {
      references,
      seed: 7,
      guidanceScale: 3,
      format: 'jpeg',
      webSearch: true,
      promptMode: 'standard',
      background: 'opaque',
      mode: row.sequence ? 'sequence' : 'independent',
      count: row.sequence ? 2 : 1,
      size: row.sizes.adaptive ? ADAPTIVE : SQUARE,
    } as const

    const events = await all(ark.ask(row, everything))

    expect(imagesOf(events)).toHaveLength(everything.count)
    expect(ark.upstream.requests.map(({ saidWatermark }) => saidWatermark)).toEqual([true])
    await ark.close()
  })

  it('sends the vendor the key of the ask, its own bearer, and no address to fetch', async () => {
    const ark = await withUpstream()

    await all(ark.ask(rowOf('seedream-4-5'), { references: [await picture(), await picture()] }))

    const [request] = ark.upstream.requests
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${ark.upstream.apiKey}`,
      'idempotency-key': 'job_1.0',
      'content-type': 'application/json',
    })
    expect(request?.addresses).toEqual([])
    await ark.close()
  })

  it('writes the ticket down before the first picture of a plain answer', async () => {
    const ark = await withUpstream()

    const events = await all(ark.ask(rowOf('seedream-5-0-2')))

    expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'image', 'usage'])
    expect(events[0]).toMatchObject({
      ticket: { complete: true, results: [{ index: 0, url: expect.any(String) }] },
    })
    expect(events[2]).toEqual({
      kind: 'usage',
      usage: { generatedImages: 1, inputTokens: undefined, outputTokens: 16_384 },
    })
    await ark.close()
  })

  it('gives every layer as a picture of its own, in order', async () => {
    const ark = await withUpstream()

    const events = await all(
      ark.ask(rowOf('dola-seedream-5-0-pro'), {
        layers: true,
        prompt: '',
        size: { ...SQUARE, source: 'default' },
        references: [await picture()],
      }),
    )

    const layers = await Promise.all(
      imagesOf(events).map(async (image) => sharp(await bytesOf(image)).metadata()),
    )
    expect(layers.map(({ format, hasAlpha }) => [format, hasAlpha])).toEqual(Array(3).fill(['png', true]))
    await ark.close()
  })

  it('takes pictures that come inline although addresses were asked for', async () => {
    const ark = await withUpstream()
    const bytes = await (await picture()).read()
    const b64_json = Buffer.from(bytes).toString('base64')
    ark.upstream.next({
      kind: 'say',
      status: 200,
      body: JSON.stringify({ created: 1, data: [{ b64_json }] }),
    })

    const events = await all(ark.ask(rowOf('seedream-4-0')))

    expect(events.map(({ kind }) => kind)).toEqual(['image'])
    expect(await bytesOf(imagesOf(events)[0])).toEqual(Buffer.from(bytes))
    await ark.close()
  })

  it('fetches a picture of another host through the guard', async () => {
    const bucket = await loopback(async (request, response) => void response.end(`picture at ${request.url}`))
    const ark = await withUpstream()
    const data = [{ url: `${bucket.origin}/p.jpeg?X-Tos-Expires=86400`, size: '1x1' }]
    ark.upstream.next({ kind: 'say', status: 200, body: JSON.stringify({ data }) })

    const [image] = imagesOf(await all(ark.ask(rowOf('seedream-4-0'))))

    expect(String(await bytesOf(image))).toBe(`guarded ${data[0]?.url}`)
    await ark.close()
    await bucket.close()
  })
})

describe('a story streamed by ark', () => {
  it('is heard from before its last picture is drawn', async () => {
    const ark = await withUpstream()
    const turn = gate()
    ark.upstream.next({ kind: 'draw', gate: turn })
    const events = ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 3 })[Symbol.asyncIterator]()
    turn.open(1)

    const first = [await events.next(), await events.next()]

    expect(first.map(({ value }) => value?.kind)).toEqual(['accepted', 'image'])
    expect(ark.upstream.bill.pictures).toBe(1)
    turn.open()
    await drain(events)
    expect(ark.upstream.bill.pictures).toBe(3)
    await ark.close()
  })

  it('grows its ticket with each picture and closes it at the end', async () => {
    const ark = await withUpstream({ smallPictures: true })

    const events = await all(ark.ask(rowOf('seedream-4-5'), { mode: 'sequence', count: 2 }))

    expect(events.map(({ kind }) => kind)).toEqual([
      'accepted',
      'image',
      'accepted',
      'image',
      'accepted',
      'usage',
    ])
    const tickets = events.flatMap((event) => (event.kind === 'accepted' ? [event.ticket] : []))
    expect(tickets).toMatchObject([
      { complete: false, results: [{ index: 0 }] },
      { complete: false, results: [{ index: 0 }, { index: 1 }] },
      { complete: true, results: [{ index: 0 }, { index: 1 }], usage: { generatedImages: 2 } },
    ])
    await ark.close()
  })

  it('has its failed pictures in their places', async () => {
    const ark = await withUpstream({ smallPictures: true })
    ark.upstream.next({ kind: 'draw', failures: { 1: 'OutputImageSensitiveContentDetected' } })

    const events = await all(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 3 }))

    expect(placesOf(events)).toEqual(['0 image', '1 OutputImageSensitiveContentDetected', '2 image'])
    await ark.close()
  })

  it('ends quietly after a picture that the vendor failed inside, without the rest', async () => {
    const ark = await withUpstream({ smallPictures: true })
    ark.upstream.next({ kind: 'draw', failures: { 1: 'InternalServiceError' } })

    const events = await all(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 4 }))

    expect(placesOf(events)).toEqual(['0 image', '1 InternalServiceError'])
    expect(lastTicket(events)).toMatchObject({ complete: true })
    await ark.close()
  })

  it('that is cut gives what came, then says that the rest is unknown', async () => {
    const ark = await withUpstream({ smallPictures: true })
    ark.upstream.next({ kind: 'draw', cutAfter: 2 })

    const { events, fault } = await untilFault(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 4 }))

    expect(placesOf(events)).toEqual(['0 image', '1 image'])
    expect(fault).toMatchObject({ code: 'outcome_unknown' })
    await ark.close()
  })

  it('that was cut gives the same from its ticket, buying nothing', async () => {
    const ark = await withUpstream({ smallPictures: true })
    ark.upstream.next({ kind: 'draw', cutAfter: 2 })
    const cut = await untilFault(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 4 }))

    const again = await untilFault(ark.engine.resume(lastTicket(cut.events), context()))

    expect(placesOf(again.events)).toEqual(['0 image', '1 image'])
    expect(again.fault).toMatchObject({ code: 'outcome_unknown' })
    expect(ark.upstream.requests).toHaveLength(1)
    await ark.close()
  })

  it('that is refused for its words is refused as any other', async () => {
    const ark = await withUpstream()

    const { fault } = await untilFault(
      ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 2, prompt: '' }),
    )

    expect(fault).toMatchObject({ code: 'invalid_request', param: 'prompt', vendorCode: 'MissingParameter' })
    await ark.close()
  })

  it.each([
    ['with data over several lines', (event: string) => event.replaceAll('\n', '\ndata: ')],
    ['printed as the vendor’s page shows it', (event: string) => event],
    ['with carriage returns', (event: string) => event.replaceAll('\n', '\r\ndata: ')],
  ])('is understood %s, whatever its content type', async (_, lay) => {
    const ark = await withUpstream()
    const said = (event: object): string => `data: ${lay(JSON.stringify(event, undefined, 2))}\n\n`
    const body =
      said({ type: 'image_generation.partial_succeeded', image_index: 0, url: 'http://a.example/1' }) +
      said({ type: 'image_generation.completed', usage: { generated_images: 1 } })
    ark.upstream.next({ kind: 'say', status: 200, body, headers: { 'content-type': 'application/json' } })

    const events = await all(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 1 }))

    expect(placesOf(events)).toEqual(['0 image'])
    await ark.close()
  })

  it('that ends before it said that it was over has an unknown rest', async () => {
    const ark = await withUpstream()
    const event = { type: 'image_generation.partial_succeeded', image_index: 0, url: 'http://a.example/1' }
    ark.upstream.next({ kind: 'say', status: 200, body: `data: ${JSON.stringify(event)}\n\n` })

    const { events, fault } = await untilFault(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 2 }))

    expect(placesOf(events)).toEqual(['0 image'])
    expect(fault).toMatchObject({ code: 'outcome_unknown' })
    await ark.close()
  })

  it('with an error instead of pictures is that error', async () => {
    const ark = await withUpstream()
    const body = 'data: {"error":{"code":"BadRequest","message":"no"}}\n\ndata: [DONE]\n\n'
    ark.upstream.next({ kind: 'say', status: 200, body })

    const { fault } = await untilFault(ark.ask(rowOf('seedream-4-0'), { mode: 'sequence', count: 1 }))

    expect(fault).toMatchObject({ code: 'upstream_failed', message: 'no' })
    await ark.close()
  })
})

describe('ark when the network fails', () => {
  it('has bought nothing when it could not be reached', async () => {
    const ark = await withUpstream()
    await ark.upstream.close()

    const { fault } = await untilFault(ark.ask(rowOf('seedream-4-0'), { references: [await picture()] }))

    expect(fault).toMatchObject({ code: 'upstream_unavailable' })
  })

  it('has bought nothing when its name does not resolve', async () => {
    const { fault } = await askAt('http://upstream.invalid/api/v3')

    expect(fault).toMatchObject({ code: 'upstream_unavailable' })
  })

  it('has bought nothing when the secure handshake fails', async () => {
    const plain = await arkUpstream()

    const { fault } = await askAt(plain.baseUrl.replace('http:', 'https:'))

    expect(fault).toMatchObject({ code: 'upstream_unavailable' })
    expect(plain.requests).toEqual([])
    await plain.close()
  })

  it('may have bought something when the connection broke after the request', async () => {
    const ark = await withUpstream()
    ark.upstream.next({ kind: 'reset', bought: true })

    const { fault } = await untilFault(ark.ask(rowOf('seedream-4-0')))

    expect(fault).toMatchObject({ code: 'outcome_unknown' })
    await ark.close()
  })

  it('may have bought something when the answer is no answer', async () => {
    const ark = await withUpstream()
    ark.upstream.next({ kind: 'say', status: 200, body: '<html>captive portal</html>', bought: true })

    const { fault } = await untilFault(ark.ask(rowOf('seedream-4-0')))

    expect(fault).toMatchObject({ code: 'outcome_unknown' })
    await ark.close()
  })

  it('keeps a picture whose address is dead for another time', async () => {
    const ark = await withUpstream({ smallPictures: true })
    const events = await all(ark.ask(rowOf('seedream-4-0')))
    ark.upstream.results.kill()
    const content = bytesOf(imagesOf(events)[0])
    await expect(content).rejects.toMatchObject({ name: 'Fault', code: 'upstream_unavailable' })
    ark.upstream.results.revive()

    const again = await all(ark.engine.resume(lastTicket(events), context()))

    expect((await sharp(await bytesOf(imagesOf(again)[0])).metadata()).format).toBe('jpeg')
    expect(ark.upstream.bill).toEqual({ calls: 1, pictures: 1 })
    await ark.close()
  })
})

describe('the models of ark', () => {
  it('are its own live ones, under their own names', () => {
    const { engine } = engineAt('http://unused.invalid/api/v3')

    const named = models.map((row) => engine.modelName(row))

    expect(named).toEqual([undefined, undefined, ...models.slice(2).map(({ id }) => id)])
  })

  it('are spelled as the region spells them', () => {
    const { engine } = engineAt('http://unused.invalid/api/v3', { prefix: 'doubao-' })

    expect(engine.modelName(rowOf('dola-seedream-5-0-pro'))).toBe('doubao-seedream-5-0-pro-260628')
  })

  it('may be endpoints, and then retired ones are served too', async () => {
    const ark = await withUpstream(
      { endpoints: { 'ep-1': 'seedream-4-0-250828' } },
      { 'seedream-3-0-t2i-250415': 'ep-1' },
    )
    const row = rowOf('seedream-3-0')

    const events = await all(ark.ask(row, { model: ark.engine.modelName(row) ?? '', seed: undefined }))

    expect(imagesOf(events)).toHaveLength(1)
    await ark.close()
  })
})

const SQUARE = { width: 2048, height: 2048, source: 'exact', tier: undefined } as const
const ADAPTIVE = { width: 1024, height: 1024, source: 'adaptive', tier: undefined } as const

interface Ark {
  readonly upstream: ArkUpstream
  readonly engine: Engine
  ask(row: ModelRow, wish?: Partial<Order>): ReturnType<Engine['generate']>
  close(): Promise<void>
}

async function withUpstream(
  options: ArkUpstreamOptions = {},
  mapped: Readonly<Record<string, string>> = {},
): Promise<Ark> {
  const upstream = await arkUpstream(options)
  const retired = options.legacy ? models.map(({ id }) => [id, id] as const) : []
  const engine = engineOf(upstream, { models: { ...Object.fromEntries(retired), ...mapped } })
  return {
    upstream,
    engine,
    ask: (row, wish) => engine.generate(orderFor({ row, model: engine.modelName(row) }, wish), context()),
    close: async () => {
      await engine.close()
      await upstream.close()
    },
  }
}

function engineOf({ baseUrl, apiKey }: ArkUpstream, more: Partial<ArkOptions> = {}): Engine {
  return engineAt(baseUrl, { apiKey, ...more }).engine
}

function engineAt(baseUrl: string, more: Partial<ArkOptions> = {}): { readonly engine: Engine } {
  const fetchStranger = async function (url: string): Promise<AsyncIterable<Uint8Array>> {
    return (async function* () {
      yield Buffer.from(`guarded ${url}`)
    })()
  }
  const options = { name: 'ark', apiKey: 'none', baseUrl, ...more }
  return { engine: arkEngine(options, upstreamConnection({ baseUrl, fetchStranger })) }
}

function askAt(baseUrl: string): ReturnType<typeof untilFault> {
  const { engine } = engineAt(baseUrl)
  return untilFault(engine.generate(orderFor({ row: rowOf('seedream-4-0') }), context()))
}

function rowOf(start: string): ModelRow {
  const row = models.find(({ id }) => id.startsWith(start))
  if (row === undefined) throw new Error(`no row begins with ${start}`)
  return row
}

async function picture(): Promise<OrderReference> {
  const create = {
    width: 1024,
    height: 1024,
    channels: 4,
    background: { r: 9, g: 99, b: 199, alpha: 0.5 },
  } as const
  const bytes = await sharp({ create }).png().toBuffer()
  return { mediaType: 'image/png', width: 1024, height: 1024, recipe: undefined, read: async () => bytes }
}

function placesOf(events: Awaited<ReturnType<typeof all>>): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind === 'image') return [`${event.index} image`]
    return event.kind === 'item-failed' ? [`${event.index} ${event.fault.vendorCode}`] : []
  })
}

async function drain(events: AsyncIterator<unknown>): Promise<void> {
  while ((await events.next()).done !== true);
}
