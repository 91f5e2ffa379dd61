import sharp from 'sharp'
import { plane, type Layer } from './raster.ts'

/** The light is computed on about this many rows and enlarged. */
const ROWS = 380

/** 128 where the surface faces the viewer, more towards the light (upper left), less away from it. */
export type LightMap = Buffer

/**
 * Blurs the silhouette into a height and takes its slope, so that flat shapes look like soft clay.
 * One byte per pixel, as large as the layer.
 */
export async function inflatedLight(layer: Layer): Promise<LightMap> {
  const step = Math.max(1, Math.round(layer.height / ROWS))
  const width = Math.max(3, Math.round(layer.width / step))
  const height = Math.max(3, Math.round(layer.height / step))
  const alpha = { data: sampledAlpha(layer, { width, height, step }), width, height }
  const blurred = (radius: number): Promise<Buffer> =>
    plane(alpha).blur(Math.max(0.5, radius)).extractChannel(0).raw().toBuffer()
  const [wide, fine] = await Promise.all([blurred(height / 110), blurred(height / 28)])
  const slope = { data: slopes({ wide, fine }, width, height), width, height }
  return sharp(slope.data, { raw: { width, height, channels: 1 } })
    .resize(layer.width, layer.height, { kernel: 'linear', fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer()
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

/** How much of the light's and of the shadow's colour each map value mixes in. */
export function lightTable(): { readonly light: Float32Array; readonly shadow: Float32Array } {
  const light = new Float32Array(256)
  const shadow = new Float32Array(256)
  for (let value = 0; value < 256; value++) {
    const slope = (value - 128) / 127
    if (slope > 0) light[value] = Math.min(0.59, slope * 0.75)
    else shadow[value] = Math.min(0.72, -slope * 0.94)
  }
  return { light, shadow }
}
