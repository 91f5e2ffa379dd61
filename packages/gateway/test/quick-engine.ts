import { once } from 'node:events'

import sharp from 'sharp'

import { Fault } from '../src/core/fault.ts'
import type { ModelRow } from '../src/core/model.ts'
import type {
  Engine,
  EngineCapabilities,
  EngineContext,
  EngineEvent,
  Order,
} from '../src/core/ports/engine.ts'

/** What a test wants to go wrong. Left out: everything is drawn. */
export interface QuickScript {
  readonly serves?: (row: ModelRow) => boolean
  readonly capabilities?: Partial<EngineCapabilities>
  /** Every ask as a whole ends so, before anything is drawn. */
  readonly refuses?: () => Error
  /** Asked before every ask; those it names a fault for end with it. */
  readonly fails?: () => Fault | undefined
  /** What happens to a picture, by its place in the job's answer from 0. */
  readonly item?: (index: number) => Fault | undefined
  /** The answer is lost after that many pictures. */
  readonly breaksAfter?: number
  /** Says nothing until it is stopped. */
  readonly hangs?: boolean
}

const CAPABILITIES: EngineCapabilities = {
  streams: true,
  tickets: false,
  masks: false,
  sequences: true,
  watermarks: true,
  picturesPerAsk: 15,
  readsEveryFormat: true,
  free: false,
  afterCrash: 'hold',
}

/** Draws plain pictures of the right size and format in milliseconds, at the catalogue's prices, and fails on demand. */
export function quickEngine(script: QuickScript = {}): Engine {
  return {
    name: 'quick',
    capabilities: { ...CAPABILITIES, ...script.capabilities },
    modelName: (row) => (script.serves?.(row) === false ? undefined : row.id),
    generate: (order, context) => generate(script, order, context),
    resume: () => {
      throw new Fault('internal', 'The quick engine gives no tickets.')
    },
    close: async () => undefined,
  }
}

async function* generate(
  script: QuickScript,
  order: Order,
  { signal }: EngineContext,
): AsyncGenerator<EngineEvent> {
  if (script.hangs === true && !signal.aborted) await once(signal, 'abort')
  signal.throwIfAborted()
  if (script.refuses !== undefined) throw script.refuses()
  const failure = script.fails?.()
  if (failure !== undefined) throw failure
  const { picturesPerAsk } = { ...CAPABILITIES, ...script.capabilities }
  const first = order.mode === 'sequence' ? 0 : order.part * picturesPerAsk
  for (let index = 0; index < order.count; index += 1) {
    if (index === script.breaksAfter)
      throw new Fault('outcome_unknown', 'quick was asked and its answer was lost.')
    const fault = script.item?.(first + index)
    if (fault === undefined) yield { kind: 'image', index, image: await picture(order) }
    else yield { kind: 'item-failed', index, fault }
  }
}

async function picture(order: Order) {
  return { content: await plainPicture(order), seed: order.seed, recipe: undefined }
}

const drawn = new Map<string, Promise<Buffer>>()

function plainPicture({ size: { width, height }, format = 'jpeg', background }: Order): Promise<Buffer> {
  const alpha = background === 'transparent' ? 0.5 : 1
  const name = `${width}x${height}.${format}.${alpha}`
  const bytes =
    drawn.get(name) ??
    sharp({ create: { width, height, channels: 4, background: { r: 59, g: 122, b: 87, alpha } } })
      .toFormat(alpha === 1 ? format : 'png')
      .toBuffer()
  drawn.set(name, bytes)
  return bytes
}
