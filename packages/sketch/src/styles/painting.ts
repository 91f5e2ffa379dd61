import { noiseField } from '../render/noise.ts'
import { changed, resized, type Raster } from '../render/raster.ts'
import { dabbed, type Reach } from './dabs.ts'
import { saturation } from './tones.ts'

/** Paint is laid on at about this many pixels on the shorter side, and the result enlarged. */
export const FINEST_PAINT = 1100
const MOST_PIXELS = 2_400_000

/** A picture prepared for painting: small, its outlines unsteady, its details dabbed together. */
export interface Canvas {
  readonly picture: Raster
  /** Slow and quick unsteadiness, one byte per pixel. */
  readonly slow: Buffer
  readonly quick: Buffer
}

export interface Brush {
  readonly saturation: number
  readonly brightness: number
  /** Pixels the outlines wander, slowly and quickly. */
  readonly wander: readonly [number, number]
  readonly dab: Reach
}

export async function canvas(picture: Raster, brush: Brush, seed: string): Promise<Canvas> {
  const share = Math.min(
    1,
    FINEST_PAINT / Math.min(picture.width, picture.height),
    Math.sqrt(MOST_PIXELS / (picture.width * picture.height)),
  )
  const size = { width: Math.round(picture.width * share), height: Math.round(picture.height * share) }
  const small = await changed(await resized(picture, size), (drawn) =>
    drawn.recomb(saturation(brush.saturation, brush.brightness)),
  )
  const field = (cell: number, name: string): Promise<Buffer> =>
    noiseField({ ...size, cell }, `${seed} ${name}`)
  const [slow, slowDown, quick, quickDown] = await Promise.all([
    field(34, 'slow'),
    field(34, 'slow down'),
    field(8, 'quick'),
    field(8, 'quick down'),
  ])
  const stray = unsteady(small, { across: [slow, quick], down: [slowDown, quickDown] }, brush.wander)
  return { picture: dabbed(stray, brush.dab), slow, quick }
}

interface Wander {
  readonly across: readonly [Buffer, Buffer]
  readonly down: readonly [Buffer, Buffer]
}

function unsteady(
  { data, width, height }: Raster,
  { across, down }: Wander,
  wander: readonly [number, number],
): Raster {
  const out = Buffer.allocUnsafe(data.length)
  const [slowX, quickX] = across
  const [slowY, quickY] = down
  const [slow, quick] = [wander[0] / 128, wander[1] / 128]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const aside = ((slowX[at] ?? 128) - 128) * slow + ((quickX[at] ?? 128) - 128) * quick
      const below = ((slowY[at] ?? 128) - 128) * slow + ((quickY[at] ?? 128) - 128) * quick
      const fromX = Math.max(0, Math.min(width - 1, (x + aside) | 0))
      const fromY = Math.max(0, Math.min(height - 1, (y + below) | 0))
      const from = (fromY * width + fromX) * 3
      out[at * 3] = data[from] ?? 0
      out[at * 3 + 1] = data[from + 1] ?? 0
      out[at * 3 + 2] = data[from + 2] ?? 0
    }
  }
  return { data: out, width, height }
}
