import { noise } from '../render/noise.ts'
import { changed, image, type Raster } from '../render/raster.ts'
import { canvas } from './painting.ts'
import { clampByte, type StylePass } from './style.ts'

const BRUSH = { saturation: 1.25, brightness: 1, wander: [2, 2.4], dab: [-3, -2, 0, 2, 3] } as const
/** Steps a bristle is followed, half of them each way. */
const STEPS = 16
const DIRECTIONS = 64
/** Side of the square of bristles that is repeated; a power of two. */
const TILE = 1024

const CRISP = { width: 3, height: 3, kernel: [0, -1, 0, -1, 8, -1, 0, -1, 0], scale: 4 }

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
  const relief = strokes(painted.picture, { grey, drift: painted.slow })
  return changed(emboss(painted.picture, relief), (drawn) => drawn.convolve(CRISP))
}

interface Flow {
  readonly grey: Buffer
  readonly drift: Buffer
}

/** Noise smeared along the edges of the picture: the ridges of a brush. */
function strokes({ width, height }: Raster, flow: Flow): Float32Array {
  const bristles = noise(TILE, 'bristles')
  const steps = stepsByDirection()
  const relief = new Float32Array(width * height)
  const directionAt = directions(flow, width, height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const first = directionAt(x, y) * STEPS
      let sum = 0
      for (let step = first; step < first + STEPS; step++) {
        const row = (y + (steps.down[step] ?? 0)) & (TILE - 1)
        const column = (x + (steps.across[step] ?? 0)) & (TILE - 1)
        sum += bristles[row * TILE + column] ?? 0
      }
      relief[at] = sum / STEPS
    }
  }
  return relief
}

/** Where a bristle goes from a pixel, both ways, for each direction. */
function stepsByDirection(): { readonly across: Int8Array; readonly down: Int8Array } {
  const across = new Int8Array(DIRECTIONS * STEPS)
  const down = new Int8Array(DIRECTIONS * STEPS)
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const angle = (direction / DIRECTIONS) * Math.PI
    for (let step = 0; step < STEPS; step++) {
      const far = step < STEPS / 2 ? step + 1 : STEPS / 2 - step - 1
      across[direction * STEPS + step] = Math.round(Math.cos(angle) * far)
      down[direction * STEPS + step] = Math.round(Math.sin(angle) * far)
    }
  }
  return { across, down }
}

/** Along the edge, where there is one; in slow swirls elsewhere. */
function directions({ grey, drift }: Flow, width: number, height: number): (x: number, y: number) => number {
  const swirls = Uint8Array.from({ length: 256 }, (_, at) => directionOf((at / 255) * 3.1))
  return (x, y) => {
    const at = y * width + x
    const slopeX = (grey[x < width - 1 ? at + 1 : at] ?? 0) - (grey[x > 0 ? at - 1 : at] ?? 0)
    const slopeY = (grey[y < height - 1 ? at + width : at] ?? 0) - (grey[y > 0 ? at - width : at] ?? 0)
    if (slopeX * slopeX + slopeY * slopeY >= 1.5) return directionOf(Math.atan2(slopeX, -slopeY))
    return swirls[drift[at] ?? 0] ?? 0
  }
}

/** Directions have no sign: half a turn is all there is. */
function directionOf(angle: number): number {
  return Math.round((angle / Math.PI + 1) * DIRECTIONS) % DIRECTIONS
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
