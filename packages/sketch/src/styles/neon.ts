import { image, resized, type Raster } from '../render/raster.ts'
import type { StylePass } from './style.ts'
import { saturation } from './tones.ts'

const EDGES = { width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] }

/** Darkened towards violet, with every edge glowing in its own colour. The light is made at half the size. */
export const neon: StylePass = async (picture) => {
  const half = { width: Math.max(1, picture.width >> 1), height: Math.max(1, picture.height >> 1) }
  const tubes = await image(await resized(picture, half))
    .convolve(EDGES)
    .recomb(saturation(3, 1.5))
    .blur(1)
    .raw()
    .toBuffer()
  const glow = await image({ data: tubes, ...half })
    .blur((picture.height / 1000) * 5)
    .linear(2.2, 0)
    .raw()
    .toBuffer()
  for (let at = 0; at < glow.length; at++) glow[at] = screened(glow[at] ?? 0, tubes[at] ?? 0)
  return shining(picture, await resized({ data: glow, ...half }, picture, 'linear'))
}

function shining({ data, width, height }: Raster, { data: light }: Raster): Raster {
  const out = new Uint8ClampedArray(data.length)
  for (let at = 0; at < data.length; at += 3) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    const grey = -0.72 * (0.299 * red + 0.587 * green + 0.114 * blue)
    const [r, g, b] = [bright(grey, red), bright(grey, green), bright(grey, blue)]
    out[at] = screened(r + 0.05 * g + 0.16 * b, light[at] ?? 0)
    out[at + 1] = screened(0.85 * g + 0.08 * b, light[at + 1] ?? 0)
    out[at + 2] = screened(0.12 * r + 0.12 * g + 1.12 * b, light[at + 2] ?? 0)
  }
  return { data: Buffer.from(out.buffer), width, height }
}

/** 0.72 of the brightness, twice the colour. */
function bright(grey: number, channel: number): number {
  return Math.max(0, grey + 1.44 * channel)
}

function screened(one: number, other: number): number {
  return 255 - ((255 - Math.min(255, one)) * (255 - other)) / 255
}
