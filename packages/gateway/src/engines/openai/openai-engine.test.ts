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
import { gate } from '../../../test/upstream/behaviour.ts'
import type { Behaviour } from '../../../test/upstream/behaviour.ts'
import { openaiUpstream } from '../../../test/upstream/openai-upstream.ts'
import type { OpenaiUpstream, OpenaiUpstreamOptions } from '../../../test/upstream/openai-upstream.ts'
import type { MediaType } from '../../core/image.ts'
import type { ModelRow } from '../../core/model.ts'
import type { Engine, Order, OrderReference } from '../../core/ports/engine.ts'
import { upstreamConnection } from '../../lib/upstream-connection.ts'
import { models } from '../../models/index.ts'
import { openaiEngine } from './openai-engine.ts'
import type { OpenaiOptions } from './options.ts'

const KINDS: readonly (readonly [name: string, options: Partial<OpenaiOptions>])[] = [
  ['openai with addresses', { responseFormat: 'url', picturesPerAsk: 10 }],
  ['openai with base64', { responseFormat: 'b64_json', picturesPerAsk: 4 }],
  ['openai with streams', { responseFormat: 'omit', streams: true }],
]

for (const [name, options] of KINDS) {
  engineContract(name, async () => {
    const upstream = await openaiUpstream()
    const row = rowOf('seedream-4-0')
    return {
      engine: engineOf(upstream, { ...options, models: { [row.id]: 'gpt-image-2' } }),
      row,
      unserved: rowOf('seedream-4-5'),
      bought: () => upstream.bill.pictures,
      refuseNext: () => upstream.next({ kind: 'refuse', status: 400, code: 'moderation_blocked' }),
      hangNext: () => {
        upstream.next({ kind: 'draw', gate: gate() })
        return upstream.received(1)
      },
      close: upstream.close,
    }
  })
}

describe('a generation by an openai engine', () => {
  it.each<[string, Partial<OpenaiOptions>, object]>([
    ['in its barest form', { responseFormat: 'omit' }, { size: '2048x2048' }],
    ['with addresses', {}, { size: '2048x2048', response_format: 'url' }],
    ['with n', { picturesPerAsk: 4 }, { size: '2048x2048', response_format: 'url', n: 1 }],
    [
      'as seed 004 spells it',
      { customSize: true },
      { custom_size: { width: 2048, height: 2048 }, response_format: 'url' },
    ],
    [
      'with what Seedream adds',
      { seed: true, watermarks: true },
      { size: '2048x2048', response_format: 'url', seed: 7, watermark: false },
    ],
    [
      'as a stream',
      { responseFormat: 'omit', streams: true, partialImages: 2 },
      { size: '2048x2048', stream: true, partial_images: 2 },
    ],
  ])('is asked for %s', async (_, options, fields) => {
    const server = await withUpstream(options)

    await all(server.ask({ seed: 7 }))

    expect(server.upstream.requests.map((request) => [request.path, request.fields])).toEqual([
      ['/v1/images/generations', { model: 'seedream-4-0-250828', prompt: 'a heron at dawn', ...fields }],
    ])
    await server.close()
  })

  it('gives several pictures of one ask, with a ticket before the first', async () => {
    const server = await withUpstream({ picturesPerAsk: 4 }, { smallPictures: true })

    const events = await all(server.ask({ count: 3 }))

    expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'image', 'image', 'image', 'usage'])
    expect(events.at(-1)).toEqual({
      kind: 'usage',
      usage: { generatedImages: undefined, inputTokens: 12, outputTokens: 3168 },
    })
    await server.close()
  })

  it('has failed pictures of another gateway in their places', async () => {
    const server = await withUpstream({ picturesPerAsk: 4 }, { smallPictures: true })
    server.upstream.next({ kind: 'draw', failures: { 0: 'OutputImageSensitiveContentDetected' } })

    const events = await all(server.ask({ count: 2 }))

    expect(events.slice(1, 3)).toMatchObject([
      { kind: 'item-failed', index: 0, fault: { code: 'content_refused' } },
      { kind: 'image', index: 1 },
    ])
    await server.close()
  })

  it('gives previews before its picture, which is whole', async () => {
    const server = await withUpstream({ responseFormat: 'omit', streams: true, partialImages: 2 })

    const events = await all(server.ask({}))

    expect(events.map(({ kind }) => kind)).toEqual(['preview', 'preview', 'image', 'usage'])
    expect(events[0]).toMatchObject({ index: 0, mediaType: 'image/png' })
    expect((await sharp(await bytesOf(imagesOf(events)[0])).metadata()).width).toBe(2048)
    await server.close()
  })

  it('that is cut in mid-stream is unknown', async () => {
    const server = await withUpstream({ responseFormat: 'omit', streams: true })
    server.upstream.next({ kind: 'draw', cutAfter: 0 })

    const { fault } = await untilFault(server.ask({}))

    expect(fault).toMatchObject({ code: 'outcome_unknown' })
    await server.close()
  })

  it('says which wishes the server has no field for', async () => {
    const server = await withUpstream({})

    const events = await all(server.ask({ seed: 7, guidanceScale: 3, webSearch: true, promptMode: 'fast' }))

    expect(events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []))).toEqual([
      'openai takes no seed; it was left out.',
      'openai takes no guidance_scale; it was left out.',
      'openai takes no web search; it was left out.',
      'openai takes no prompt optimisation; it was left out.',
    ])
    await server.close()
  })

  it('is refused before it is bought where layers are wanted', async () => {
    const server = await withUpstream({})

    const { fault } = await untilFault(server.ask({ layers: true }))

    expect(fault).toMatchObject({ code: 'invalid_request', param: 'layer_decomposition' })
    expect(server.upstream.requests).toEqual([])
    await server.close()
  })
})

describe('an edit by an openai engine', () => {
  it('is a form with one picture as image, and its mask', async () => {
    const server = await withUpstream({ masks: true, customSize: true, watermarks: true })
    const [source, mask] = [await picture('image/jpeg'), await picture('image/png')]

    await all(server.ask({ references: [source], mask }))

    const [request] = server.upstream.requests
    expect(request?.path).toBe('/v1/images/edits')
    expect(request?.fields).toEqual({
      model: 'seedream-4-0-250828',
      prompt: 'a heron at dawn',
      custom_size: '{"width":2048,"height":2048}',
      response_format: 'url',
      watermark: 'false',
    })
    expect(request?.files).toEqual([
      { name: 'image', fileName: 'image-1.jpeg', mediaType: 'image/jpeg', bytes: await source.read() },
      { name: 'mask', fileName: 'mask.png', mediaType: 'image/png', bytes: await mask.read() },
    ])
    await server.close()
  })

  it('has several pictures as image[], in order', async () => {
    const server = await withUpstream({})
    const sources = [await picture('image/png'), await picture('image/webp')]

    await all(server.ask({ references: sources, prompt: 'image 2 onto image 1 — 猫' }))

    const [request] = server.upstream.requests
    expect(request?.fields['prompt']).toBe('image 2 onto image 1 — 猫')
    expect(request?.files.map(({ name, fileName }) => [name, fileName])).toEqual([
      ['image[]', 'image-1.png'],
      ['image[]', 'image-2.webp'],
    ])
    await server.close()
  })

  it('streams as well', async () => {
    const server = await withUpstream({ responseFormat: 'omit', streams: true, partialImages: 1 })

    const events = await all(server.ask({ references: [await picture('image/png')] }))

    expect(events.map(({ kind }) => kind)).toEqual(['preview', 'image', 'usage'])
    await server.close()
  })
})

describe('an openai engine that is refused', () => {
  it.each([
    [400, 'content_policy_violation', 'content_refused'],
    [400, 'moderation_blocked', 'content_refused'],
    [400, 'invalid_value', 'invalid_request'],
    [400, 'unknown_parameter', 'invalid_request'],
    [400, 'invalid_image', 'reference_unreadable'],
    [401, 'invalid_api_key', 'upstream_unavailable'],
    [403, 'permission_denied', 'upstream_unavailable'],
    [404, 'model_not_found', 'model_not_found'],
    [413, 'request_too_large', 'too_large'],
    [429, 'rate_limit_exceeded', 'rate_limited'],
    [429, 'insufficient_quota', 'upstream_unavailable'],
    [400, 'billing_hard_limit_reached', 'upstream_unavailable'],
    [500, 'internal_error', 'upstream_failed'],
    [500, 'brand_new', 'upstream_failed'],
    [502, 'upstream_failed', 'upstream_failed'],
    [502, 'outcome_unknown', 'outcome_unknown'],
    [503, 'overloaded', 'rate_limited'],
    [503, 'brand_new', 'upstream_unavailable'],
    [504, 'timeout', 'outcome_unknown'],
    [504, 'brand_new', 'outcome_unknown'],
  ] as const)('%i %s says %s', async (status, code, expected) => {
    expect(await faultOf({ kind: 'refuse', status, code })).toMatchObject({
      code: expected,
      vendorCode: code,
    })
  })

  it.each([
    [400, 'image_generation_user_error', 'content_refused'],
    [429, 'rate_limit_error', 'rate_limited'],
  ] as const)('%i without a code is read by its type %s', async (status, type, expected) => {
    expect(await faultOf({ kind: 'refuse', status, code: '', type })).toMatchObject({ code: expected })
  })

  it.each([
    [500, '<html>', 'outcome_unknown'],
    [502, '<html>', 'outcome_unknown'],
    [400, '{"error":"plain words"}', 'invalid_request'],
    [401, '', 'upstream_unavailable'],
  ] as const)('%i with the body %s says %s', async (status, body, expected) => {
    expect(await faultOf({ kind: 'say', status, body })).toMatchObject({ code: expected })
  })

  it('may have bought something when the connection broke', async () => {
    expect(await faultOf({ kind: 'reset', bought: true })).toMatchObject({ code: 'outcome_unknown' })
  })
})

it('an openai engine takes addresses that nobody asked for, with a ticket', async () => {
  const server = await withUpstream({ responseFormat: 'omit' })
  const body = JSON.stringify({ data: [{ url: `${server.upstream.baseUrl}/gone.png` }] })
  server.upstream.next({ kind: 'say', status: 200, body })

  const events = await all(server.ask({}))

  expect(lastTicket(events)).toMatchObject({ complete: true })
  await server.close()
})

interface Server {
  readonly upstream: OpenaiUpstream
  ask(wish: Partial<Order>): ReturnType<Engine['generate']>
  close(): Promise<void>
}

async function withUpstream(
  options: Partial<OpenaiOptions>,
  more: OpenaiUpstreamOptions = {},
): Promise<Server> {
  const answers = options.responseFormat === 'omit' ? 'b64_json' : 'both'
  const upstream = await openaiUpstream({ answers, ...more })
  const engine = engineOf(upstream, options)
  return {
    upstream,
    ask: (wish) => engine.generate(orderFor({ row: rowOf('seedream-4-0') }, wish), context()),
    close: async () => {
      await engine.close()
      await upstream.close()
    },
  }
}

function engineOf({ baseUrl, apiKey }: OpenaiUpstream, options: Partial<OpenaiOptions>): Engine {
  const fetchStranger = async (): Promise<never> => Promise.reject(new Error('nobody is a stranger here'))
  const plain = { models: 'any', responseFormat: 'url', customSize: false, masks: false } as const
  return openaiEngine(
    { name: 'openai', apiKey, baseUrl, ...plain, watermarks: false, seed: false, free: false, ...options },
    upstreamConnection({ baseUrl, fetchStranger }),
  )
}

async function faultOf(behaviour: Behaviour): Promise<unknown> {
  const server = await withUpstream({})
  server.upstream.next(behaviour)
  const { fault } = await untilFault(server.ask({}))
  await server.close()
  return fault
}

function rowOf(start: string): ModelRow {
  const row = models.find(({ id }) => id.startsWith(start))
  if (row === undefined) throw new Error(`no row begins with ${start}`)
  return row
}

async function picture(mediaType: MediaType): Promise<OrderReference> {
  const create = { width: 64, height: 64, channels: 3, background: '#08a' } as const
  const format = mediaType === 'image/png' ? 'png' : mediaType === 'image/webp' ? 'webp' : 'jpeg'
  const bytes = await sharp({ create }).toFormat(format).toBuffer()
  return { mediaType, width: 64, height: 64, recipe: undefined, read: async () => bytes }
}
