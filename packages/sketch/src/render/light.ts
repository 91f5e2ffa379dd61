import { rgbOf } from '../colour.ts'
import type { Ambience } from '../places/daylight.ts'
import { plane, type Layer, type Raster } from './raster.ts'

/** The light is computed on about this many rows and enlarged. */
const ROWS = 380

/**
 * Blurs the silhouette into a height and takes its slope, so that flat shapes look like soft clay. One byte per
 * pixel: 128 where the surface faces the viewer, more towards the light (upper left), less away from it.
 */
export async function inflatedLight(layer: Layer): Promise<Raster> {
  const step = Math.max(1, Math.round(layer.height / ROWS))
  const width = Math.max(3, Math.round(layer.width / step))
  const height = Math.max(3, Math.round(layer.height / step))
  const alpha = { data: sampledAlpha(layer, { width, height, step }), width, height }
  const blurred = (radius: number): Promise<Buffer> =>
    plane(alpha).blur(Math.max(0.5, radius)).extractChannel(0).raw().toBuffer()
  const [wide, fine] = await Promise.all([blurred(height / 110), blurred(height / 28)])
  return { data: slopes({ wide, fine }, width, height), width, height }
}

function sampledAlpha(
  { data, width: full, height: tall }: Layer,
  { width, height, step }: { width: number; height: number; step: number },
): Buffer {
  const alpha = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.min(tall - 1, y * step + (step >> 1)) * full
    for (let x = 0; x < width; x++) {
      alpha[y * width + x] = data[(row + Math.min(full - 1, x * step + (step >> 1))) * 4 + 3] ?? 0
    }
  }
  return alpha
}

function slopes({ wide, fine }: { wide: Buffer; fine: Buffer }, width: number, height: number): Buffer {
  const strength = -0.03 * (height / 400) * 127
  const at = (index: number): number => 0.45 * (wide[index] ?? 0) + 0.9 * (fine[index] ?? 0)
  const map = Buffer.alloc(width * height, 128)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const index = y * width + x
      const across = at(index - 1) - at(index + 1)
      const down = at(index - width) - at(index + width)
      map[index] = Math.max(0, Math.min(255, 128 + (across * 0.55 + down * 0.75) * strength))
    }
  }
  return map
}

/** For each value of the light map: how much of the own colour stays, and what is added where the layer is opaque. */
export interface Mixing {
  readonly kept: Float32Array
  readonly red: Float32Array
  readonly green: Float32Array
  readonly blue: Float32Array
}

export function mixing({ light, shadow, tint }: Ambience): Mixing {
  const [bright, dark] = [rgbOf(light), rgbOf(shadow)]
  const table = (value: (gain: number, loss: number) => number): Float32Array =>
    Float32Array.from({ length: 256 }, (_, at) => {
      const slope = (at - 128) / 127
      return slope > 0 ? value(Math.min(0.59, slope * 0.75), 0) : value(0, Math.min(0.72, -slope * 0.94))
    })
  const added = (channel: 0 | 1 | 2): Float32Array =>
    table((gain, loss) => dark[channel] * (tint * (1 - gain - loss) + loss) + bright[channel] * gain)
  return {
    kept: table((gain, loss) => (1 - tint) * (1 - gain - loss)),
    red: added(0),
    green: added(1),
    blue: added(2),
  }
}
