import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawn, pixelsOf, type Pixels } from './drawn.ts'

/** The corners of what the models allow: the least and most pixels, at ratios from 1:16 to 16:1. */
const EXTREMES = [
  [512, 512],
  [512, 2048],
  [2048, 512],
  [960, 960],
  [240, 3840],
  [3840, 240],
  [4096, 4096],
  [1024, 16384],
  [16384, 1024],
] as const

describe('a picture of an extreme size', () => {
  it.each(EXTREMES)('fills %i × %i to every edge', async (width, height) => {
    const { bytes } = await drawn('a girl with an umbrella in the rain', { width, height, format: 'jpeg' })
    const pixels = await pixelsOf(bytes)

    expect([pixels.width, pixels.height, pixels.channels]).toEqual([width, height, 3])
    expect(darkestOnTheEdge(pixels)).toBeGreaterThan(30)
  })

  it.each([
    [240, 3840],
    [3840, 240],
  ])('keeps its subject inside %i × %i', async (width, height) => {
    const { bytes } = await drawn('a girl with an umbrella', { width, height, background: 'transparent' })
    const alpha = await sharp(bytes).extractChannel(3).raw().toBuffer()
    const opacity = { data: alpha, width, height, channels: 1 }

    expect(Math.max(...edge(opacity))).toBe(0)
    expect(alpha.includes(255)).toBe(true)
  })
})

/** The least mean of any 16 neighbours on the outermost pixels: near 0 where nothing was painted. */
function darkestOnTheEdge(pixels: Pixels): number {
  const values = edge(pixels)
  let darkest = 255
  for (let at = 0; at + 16 <= values.length; at += 16)
    darkest = Math.min(darkest, values.slice(at, at + 16).reduce((sum, value) => sum + value, 0) / 16)
  return darkest
}

/** The brightest channel of each outermost pixel: top and bottom, then left and right. */
function edge({ data, width, height, channels }: Pixels): number[] {
  const at = (x: number, y: number): number =>
    Math.max(...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels))
  const rows = [0, height - 1].flatMap((y) => Array.from({ length: width }, (_, x) => at(x, y)))
  const columns = [0, width - 1].flatMap((x) => Array.from({ length: height }, (_, y) => at(x, y)))
  return [...rows, ...columns]
}
