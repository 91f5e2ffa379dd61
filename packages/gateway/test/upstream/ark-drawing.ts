import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import sharp from 'sharp'

import type { ArkModel } from './ark-models.ts'
import { references } from './ark-rules.ts'
import type { ArkBody } from './ark-rules.ts'
import type { Draw } from './behaviour.ts'
import type { PictureServer, Promised } from './picture-server.ts'
import type { Purchases } from './purchases.ts'

/** A request that was accepted: from here on it costs money. */
export interface Drawing {
  readonly asked: ArkBody
  readonly model: ArkModel
  readonly behaviour: Draw
  /** Its `idempotency-key`. */
  readonly key: string | undefined
  /** Aborts when the client has gone. The vendor goes on, and charges. */
  readonly gone: AbortSignal
}

export interface Studio {
  readonly pictures: PictureServer
  readonly origin: () => string
  readonly bill: { calls: number; pictures: number }
  readonly purchases: Purchases
}

type Item =
  | { readonly index: number; readonly promised: Promised }
  | { readonly index: number; readonly code: string }

const SENSITIVE = 'The request failed because the output image may contain sensitive information.'

/** Whether a single picture was refused decides over the status, so plain answers are drawn before their head is sent. */
export async function drawPlainly(
  drawing: Drawing,
  studio: Studio,
  response: ServerResponse,
): Promise<string | undefined> {
  const { asked } = drawing
  const items: Item[] = []
  for await (const item of draw(drawing, studio)) items.push(item)
  const failed = items.find((item) => 'code' in item)
  const promised = items.flatMap((item) => ('promised' in item ? [item.promised] : []))
  if (failed !== undefined && promised.length === 0 && asked.sequential_image_generation !== 'auto')
    return failed.code
  const answer = {
    model: asked.model,
    created: seconds(),
    data: await Promise.all(items.map((item) => wireItem(item, drawing, studio))),
    usage: usage(promised),
    ...(promised.length === 0 && failed !== undefined
      ? { error: { code: failed.code, message: SENSITIVE } }
      : {}),
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  return undefined
}

/** Server-sent events; the head goes out with the first of them and not before. */
export async function drawStream(drawing: Drawing, studio: Studio, response: ServerResponse): Promise<void> {
  const { asked, behaviour } = drawing
  const { cutAfter = Number.POSITIVE_INFINITY } = behaviour
  const promised: Promised[] = []
  let sent = 0
  for await (const item of draw(drawing, studio)) {
    if (sent >= cutAfter) continue
    const ok = 'promised' in item
    if (ok) promised.push(item.promised)
    const type = `image_generation.partial_${ok ? 'succeeded' : 'failed'}`
    const wire = await wireItem(item, drawing, studio)
    say(response, { type, model: asked.model, created: seconds(), image_index: item.index, ...wire })
    sent += 1
    if (sent >= cutAfter) await cut(response)
  }
  if (sent >= cutAfter) return
  say(response, {
    type: 'image_generation.completed',
    model: asked.model,
    created: seconds(),
    usage: usage(promised),
  })
  response.end('data: [DONE]\n\n')
}

/** Pictures one after the other. Once begun, all are made and paid for, whoever is still listening. */
async function* draw(drawing: Drawing, { bill, purchases }: Studio): AsyncGenerator<Item> {
  const { asked, model, behaviour, gone, key } = drawing
  bill.calls += 1
  const call = bill.calls
  const purchase = purchases.begin({ prompt: asked.prompt ?? '', key })
  const size = await pixelSize(asked, model)
  const count = Math.min(behaviour.pictures ?? Number.POSITIVE_INFINITY, pictureCount(asked))
  for (let index = 0; index < count; index += 1) {
    await behaviour.gate?.pass(gone)
    if (behaviour.delayMs !== undefined) await pause(behaviour.delayMs)
    const code = behaviour.failures?.[index]
    if (code !== undefined) {
      yield { index, code }
      if (code === 'InternalServiceError') break
      continue
    }
    bill.pictures += 1
    const luck = asked.seed >= 0 ? asked.seed : `call ${call}`
    const likeness = [model.id, asked.prompt, luck, index].join('|')
    const promised = { ...size, ...finish(asked, index), likeness }
    purchase.made(index, promised)
    yield { index, promised }
  }
  purchase.end()
}

/** Layers are always PNG, and all but the base are cut out. */
function finish(asked: ArkBody, index: number): Pick<Promised, 'format' | 'transparent'> {
  const layers = asked.layer_decomposition
  return {
    format: layers || asked.output_format === 'png' ? 'png' : 'jpeg',
    transparent: asked.background === 'transparent' || (layers && index > 0),
  }
}

/** A base and two layers stand for any decomposition. */
const LAYERS = 3

function pictureCount(asked: ArkBody): number {
  if (asked.layer_decomposition) return LAYERS
  if (asked.sequential_image_generation === 'disabled') return 1
  return Math.min(asked.sequential_image_generation_options.max_images, 15 - references(asked).length)
}

const TIERS: Readonly<Record<string, number>> = {
  '1K': 1024,
  '1.5K': 1536,
  '2K': 2048,
  '3K': 3072,
  '4K': 4096,
}
/** Those of 3.0: what the vendor really takes for `adaptive` is not public. */
const ADAPTIVE = [
  '1024x1024',
  '1152x864',
  '864x1152',
  '1280x720',
  '720x1280',
  '1248x832',
  '832x1248',
  '1512x648',
]

interface PixelSize {
  readonly width: number
  readonly height: number
}

async function pixelSize(asked: ArkBody, model: ArkModel): Promise<PixelSize> {
  const word = asked.size ?? (asked.layer_decomposition ? 'auto' : model.defaultSize)
  const side = TIERS[word]
  if (side !== undefined) return { width: side, height: side }
  if (word === 'auto' || word === 'adaptive') return likeReference(asked, word)
  return pixels(word)
}

async function likeReference(asked: ArkBody, word: 'auto' | 'adaptive'): Promise<PixelSize> {
  const [, base64 = ''] = /;base64,(.+)$/s.exec(references(asked)[0] ?? '') ?? []
  const facts = await sharp(Buffer.from(base64, 'base64'))
    .metadata()
    .catch(() => ({ width: 1024, height: 1024 }))
  if (word === 'auto') return { width: facts.width, height: facts.height }
  const wanted = facts.width / facts.height
  const distance = ({ width, height }: PixelSize): number => Math.abs(Math.log(width / height / wanted))
  return ADAPTIVE.map(pixels).reduce((best, size) => (distance(size) < distance(best) ? size : best))
}

function pixels(size: string): PixelSize {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return { width, height }
}

async function wireItem(
  item: Item,
  { asked, model }: Drawing,
  { pictures, origin }: Studio,
): Promise<object> {
  if ('code' in item) return { error: { code: item.code, message: SENSITIVE } }
  const { promised, index } = item
  const where =
    asked.response_format === 'url'
      ? { url: origin() + pictures.publish(promised) }
      : { b64_json: (await pictures.bytesOf(promised)).toString('base64') }
  return {
    ...where,
    size: `${promised.width}x${promised.height}`,
    ...(model.takes.includes('background') ? { output_format: promised.format } : {}),
    ...(asked.layer_decomposition
      ? { z_index: index, ...(index > 0 ? layerFacts(index, promised) : {}) }
      : {}),
  }
}

function layerFacts(index: number, { width, height }: Promised): object {
  return {
    name: `layer ${index}`,
    description: 'a part of the picture',
    bounding_box: { absolute: [0, 0, width, height], normalized: [0, 0, 1000, 1000] },
  }
}

/** One rounding over the sum (API page of 2025-12-19). */
function usage(promised: readonly Promised[]): object {
  const area = promised.reduce((sum, { width, height }) => sum + width * height, 0)
  const tokens = Math.round(area / 256)
  return { generated_images: promised.length, output_tokens: tokens, total_tokens: tokens }
}

function say(
  response: ServerResponse,
  data: { readonly type: string; readonly [field: string]: unknown },
): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** After what was written has left, so that a cut loses what comes later and nothing else. */
async function cut(response: ServerResponse): Promise<void> {
  await new Promise((resolve) => response.write(': \n\n', resolve))
  response.destroy()
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
