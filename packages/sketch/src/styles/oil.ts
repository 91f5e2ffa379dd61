import { random } from '../random.ts'
import { changed, image, resized, type Raster } from '../render/raster.ts'
import { canvas } from './painting.ts'
import { clampByte, type StylePass } from './style.ts'

const BRUSH = { saturation: 1.25, brightness: 1, wander: [2, 2.4], dab: 7 } as const
/** Steps a bristle is followed each way. */
const STROKE = 8

/** Thick strokes that follow the shapes, with light on their ridges. */
export const oil: StylePass = async (picture, seed) => {
  const painted = await canvas(picture, BRUSH, seed)
  const grey = await image(painted.picture)
    .recomb([
      [0.3, 0.59, 0.11],
      [0.3, 0.59, 0.11],
      [0.3, 0.59, 0.11],
    ])
    .blur(6)
    .extractChannel(0)
    .raw()
    .toBuffer()
  const relief = strokes(painted.picture, { grey, drift: painted.slow }, seed)
  const embossed = emboss(painted.picture, relief)
  return changed(await resized(embossed, picture), (large) => large.sharpen({ sigma: 1 }))
}

interface Flow {
  readonly grey: Buffer
  readonly drift: Buffer
}

/** Noise smeared along the edges of the picture: the ridges of a brush. */
function strokes({ width, height }: Raster, flow: Flow, seed: string): Float32Array {
  const choose = random(seed, 'bristles')
  const bristles = Float32Array.from({ length: width * height }, () => choose.unit() * 255)
  const relief = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [across, down] = direction(flow, { x, y, width, height })
      let sum = 0
      for (let step = 1; step <= STROKE; step++) {
        sum += bristles[nearest(x + across * step, y + down * step, { width, height })] ?? 0
        sum += bristles[nearest(x - across * step, y - down * step, { width, height })] ?? 0
      }
      relief[y * width + x] = sum / (2 * STROKE)
    }
  }
  return relief
}

/** Along the edge, where there is one; in slow swirls elsewhere. */
function direction(
  { grey, drift }: Flow,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): [number, number] {
  const at = y * width + x
  const value = (index: number): number => grey[index] ?? 0
  const slopeX = value(x < width - 1 ? at + 1 : at) - value(x > 0 ? at - 1 : at)
  const slopeY = value(y < height - 1 ? at + width : at) - value(y > 0 ? at - width : at)
  const steep = Math.hypot(slopeX, slopeY)
  if (steep >= 1.2) return [-slopeY / steep, slopeX / steep]
  const angle = ((drift[at] ?? 0) / 255) * 3.1
  return [Math.cos(angle), Math.sin(angle)]
}

function nearest(x: number, y: number, { width, height }: { width: number; height: number }): number {
  return (
    Math.max(0, Math.min(height - 1, Math.trunc(y))) * width + Math.max(0, Math.min(width - 1, Math.trunc(x)))
  )
}

function emboss({ data, width, height }: Raster, relief: Float32Array): Raster {
  const out = Buffer.allocUnsafe(data.length)
  for (let pixel = 0; pixel < relief.length; pixel++) {
    const here = relief[pixel] ?? 128
    const beyond = relief[Math.max(0, pixel - width - 1)] ?? 128
    const light = (here - beyond) * 0.55 + (here - 128) * 0.35
    for (let at = pixel * 3; at < pixel * 3 + 3; at++) out[at] = clampByte((data[at] ?? 0) + light)
  }
  return { data: out, width, height }
}
