import type { Sketch, SketchOrder, SketchPicture } from '@dreamgate/sketch'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import {
  all,
  context,
  engineContract,
  imagesOf,
  orderFor,
  untilFault,
} from '../../../test/contracts/engine.ts'
import type { ModelRow } from '../../core/model.ts'
import type { Order } from '../../core/ports/engine.ts'
import { models } from '../../models/index.ts'
import { sketchEngine } from './sketch-engine.ts'

engineContract('sketch', async () => {
  const pencil = flatSketch()
  return {
    engine: sketchEngine(pencil),
    row: rowOf('seedream-4-0'),
    unserved: undefined,
    bought: () => 0,
    refuseNext: undefined,
    hangNext: pencil.hangNext,
    close: async () => undefined,
  }
})

describe('the sketch engine', () => {
  it('hands over the whole order', async () => {
    const pencil = flatSketch()
    const read = async (): Promise<Uint8Array> => Buffer.from('bytes')
    const reference = { mediaType: 'image/png', width: 64, height: 64, recipe: '{"cat":1}', read } as const

    await ask(pencil, {
      seed: 5,
      watermark: true,
      references: [reference],
      background: 'transparent',
      format: 'png',
    })

    expect(pencil.orders).toEqual([
      {
        prompt: 'a heron at dawn',
        model: 'seedream-4-0-250828',
        width: 2048,
        height: 2048,
        seed: 5,
        mode: 'independent',
        count: 1,
        references: [{ bytes: Buffer.from('bytes'), recipe: '{"cat":1}' }],
        watermark: true,
        format: 'png',
        background: 'transparent',
      },
    ])
  })

  it('draws the same again when an ask without a seed is repeated after a crash', async () => {
    const pencil = flatSketch()

    await ask(pencil, {})
    await ask(pencil, { seed: -1 })

    const [first, second] = pencil.orders
    expect(first?.seed).toBe(second?.seed)
    expect(first?.seed).toBeGreaterThanOrEqual(0)
    expect(first?.seed).toBeLessThan(2 ** 31)
    expect(first?.format).toBe('jpeg')
  })

  it('passes on the seed and the recipe of each picture', async () => {
    const images = imagesOf(await ask(flatSketch(), { count: 2, seed: 40 }))

    expect(images.map(({ seed, recipe }) => [seed, recipe])).toEqual([
      [40, '{"seed":40}'],
      [41, '{"seed":41}'],
    ])
  })

  it('says once what it could not draw and what it did not do', async () => {
    const events = await ask(flatSketch(), { count: 2, prompt: 'a zyzzyva', layers: true, webSearch: true })

    expect(events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []))).toEqual([
      'Sketch does not take pictures apart into layers; it drew one picture.',
      'Sketch is offline and searched nothing.',
      'Sketch cannot draw: zyzzyva.',
      'The style was left as it is.',
    ])
  })

  it('serves every row, the retired ones too', () => {
    const engine = sketchEngine(flatSketch())

    expect(models.map((row) => engine.modelName(row))).toEqual(models.map(({ id }) => id))
  })

  it('keeps its own failures inside', async () => {
    const broken: Sketch = {
      draw: async function* () {
        yield* []
        throw new Error('out of paper at /home/me')
      },
      close: async () => undefined,
    }
    const engine = sketchEngine(broken)

    const { fault } = await untilFault(engine.generate(orderFor({ row: rowOf('seedream-4-0') }), context()))

    expect(fault).toMatchObject({ code: 'internal', message: 'Sketch failed to draw this picture.' })
  })
})

interface FlatSketch extends Sketch {
  readonly orders: readonly SketchOrder[]
  readonly hangNext: () => Promise<void>
}

/** A small true Sketch: one flat colour by seed. */
function flatSketch(): FlatSketch {
  const orders: SketchOrder[] = []
  let begun: (() => void) | undefined
  const draw = async function* (order: SketchOrder, signal: AbortSignal): AsyncGenerator<SketchPicture> {
    orders.push(order)
    if (begun !== undefined) await untilAborted(signal, begun)
    for (let index = 0; index < order.count; index += 1) yield await flatPicture(order, index)
  }
  return {
    orders,
    draw,
    close: async () => undefined,
    hangNext: () => new Promise((resolve) => (begun = resolve)),
  }
}

async function untilAborted(signal: AbortSignal, begun: () => void): Promise<never> {
  begun()
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  throw signal.reason
}

async function flatPicture(order: SketchOrder, index: number): Promise<SketchPicture> {
  const { width, height, format, prompt } = order
  const seed = order.seed + index
  const picture = sharp({
    create: { width, height, channels: 3, background: { r: seed % 256, g: 80, b: 90 } },
  })
  const odd = prompt.includes('zyzzyva')
  return {
    index,
    bytes: await picture.toFormat(format).toBuffer(),
    mediaType: `image/${format}`,
    width,
    height,
    seed,
    recipe: JSON.stringify({ seed }),
    matched: [],
    missing: odd ? ['zyzzyva'] : [],
    notApplied: odd ? ['The style was left as it is.'] : [],
  }
}

function ask(pencil: Sketch, wish: Partial<Order>): ReturnType<typeof all> {
  return all(sketchEngine(pencil).generate(orderFor({ row: rowOf('seedream-4-0') }, wish), context()))
}

function rowOf(start: string): ModelRow {
  const row = models.find(({ id }) => id.startsWith(start))
  if (row === undefined) throw new Error(`no row begins with ${start}`)
  return row
}
