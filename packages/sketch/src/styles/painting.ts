import { noiseField } from '../render/noise.ts'
import { image, type Raster } from '../render/raster.ts'

/** Paint is laid on at about this many pixels on the shorter side, and the result enlarged. */
const FINEST = 1100
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
  /** Size of a dab, odd. */
  readonly dab: number
}

export async function canvas(picture: Raster, brush: Brush, seed: string): Promise<Canvas> {
  const share = Math.min(
    1,
    FINEST / Math.min(picture.width, picture.height),
    Math.sqrt(MOST_PIXELS / (picture.width * picture.height)),
  )
  const size = { width: Math.round(picture.width * share), height: Math.round(picture.height * share) }
  const data = await image(picture)
    .resize(size.width, size.height, { kernel: 'cubic', fit: 'fill' })
    .modulate({ saturation: brush.saturation, brightness: brush.brightness })
    .raw()
    .toBuffer()
  const field = (cell: number, name: string): Promise<Buffer> =>
    noiseField({ ...size, cell }, `${seed} ${name}`)
  const [slow, slowDown, quick, quickDown] = await Promise.all([
    field(34, 'slow'),
    field(34, 'slow down'),
    field(8, 'quick'),
    field(8, 'quick down'),
  ])
  const stray = unsteady(
    { data, ...size },
    { across: [slow, quick], down: [slowDown, quickDown] },
    brush.wander,
  )
  const dabbed = await image({ data: stray, ...size })
    .median(brush.dab)
    .raw()
    .toBuffer()
  return { picture: { data: dabbed, ...size }, slow, quick }
}

interface Wander {
  readonly across: readonly [Buffer, Buffer]
  readonly down: readonly [Buffer, Buffer]
}

function unsteady(
  { data, width, height }: Raster,
  { across, down }: Wander,
  [slow, quick]: readonly [number, number],
): Buffer {
  const out = Buffer.allocUnsafe(data.length)
  const shift = ([broad, fine]: readonly [Buffer, Buffer], at: number): number =>
    (((broad[at] ?? 128) - 128) * slow + ((fine[at] ?? 128) - 128) * quick) / 128
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const fromX = Math.max(0, Math.min(width - 1, Math.trunc(x + shift(across, at))))
      const fromY = Math.max(0, Math.min(height - 1, Math.trunc(y + shift(down, at))))
      const from = (fromY * width + fromX) * 3
      out[at * 3] = data[from] ?? 0
      out[at * 3 + 1] = data[from + 1] ?? 0
      out[at * 3 + 2] = data[from + 2] ?? 0
    }
  }
  return out
}
