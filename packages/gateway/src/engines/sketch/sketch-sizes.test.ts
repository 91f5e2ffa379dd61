import { sketch } from '@dreamgate/sketch'
import type { SketchOrder, SketchPicture } from '@dreamgate/sketch'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'

import { models } from '../../models/index.ts'

/** Drawn at a sixth: Sketch composes by proportion, so what fits here fits at full size. */
const SHARE = 6

const pencil = sketch({ workers: 2 })
afterAll(() => pencil.close())

/** Every size a row names, and the corners of what it allows beside them. */
const SIZES = [
  ...new Set(
    models.flatMap(({ sizes }) => [
      ...Object.values(sizes.tiers).flatMap((tier) => Object.values(tier)),
      ...Object.values(sizes.presets),
      ...(sizes.default === undefined ? [] : [sizes.default]),
      ...cornersOf(sizes),
    ]),
  ),
].filter((size) => /^\d+x\d+$/.test(size))

describe('every size of every model', () => {
  it.each(SIZES)('%s is filled to its edges, and its subject stays inside', async (size) => {
    const [width = 0, height = 0] = size
      .split('x')
      .map((side) => Math.max(16, Math.round(Number(side) / SHARE)))
    const whole = await drawn({ width, height })
    const alone = await drawn({ width, height, background: 'transparent', prompt: 'a girl with an umbrella' })
    const alpha = await sharp(alone.bytes).extractChannel(3).raw().toBuffer()
    const grey = await sharp(whole.bytes).greyscale().raw().toBuffer()

    expect([whole.width, whole.height]).toEqual([width, height])
    expect(Math.max(...edgeOf(alpha, width, height))).toBe(0)
    expect(alpha.filter((value) => value > 128).length / alpha.length).toBeGreaterThan(0.01)
    expect(darkestRun(edgeOf(grey, width, height))).toBeGreaterThan(25)
  })
})

interface Bounds {
  readonly pixels: { readonly min: number; readonly max: number } | undefined
  readonly side: { readonly min: number; readonly max: number } | undefined
  readonly aspect: { readonly min: number; readonly max: number } | undefined
}

/** The narrowest and the widest of the fewest and of the most pixels, or of the shortest and longest sides. */
function cornersOf({ pixels, side, aspect }: Bounds): readonly string[] {
  if (pixels === undefined)
    return side === undefined ? [] : [`${side.min}x${side.max}`, `${side.max}x${side.min}`]
  return [pixels.min, pixels.max].flatMap((area) =>
    [aspect?.min ?? 1, 1, aspect?.max ?? 1].map((ratio) => {
      const width = Math.round(Math.sqrt(area * ratio))
      return `${width}x${Math.round(area / width)}`
    }),
  )
}

async function drawn(wish: Partial<SketchOrder>): Promise<SketchPicture> {
  const order: SketchOrder = {
    prompt: 'a girl with an umbrella in the rain',
    model: 'sketch',
    width: 0,
    height: 0,
    seed: 3,
    mode: 'independent',
    count: 1,
    references: [],
    watermark: false,
    format: 'png',
    background: 'opaque',
    ...wish,
  }
  for await (const picture of pencil.draw(order, new AbortController().signal)) return picture
  throw new Error('Sketch drew nothing.')
}

/** The outermost values: top and bottom, then left and right. */
function edgeOf(plane: Uint8Array, width: number, height: number): number[] {
  const row = (y: number): number[] => [...plane.subarray(y * width, (y + 1) * width)]
  const column = (x: number): number[] => Array.from({ length: height }, (_, y) => plane[y * width + x] ?? 0)
  return [...row(0), ...row(height - 1), ...column(0), ...column(width - 1)]
}

/** The least mean of eight neighbours: near 0 where nothing was painted. */
function darkestRun(values: readonly number[]): number {
  const runs = Array.from({ length: Math.floor(values.length / 8) }, (_, at) =>
    values.slice(at * 8, at * 8 + 8),
  )
  return Math.min(...runs.map((run) => run.reduce((sum, value) => sum + value, 0) / run.length))
}
