import { random } from '../random.ts'
import { plane } from './raster.ts'

/** A square of even noise, `size` × `size` bytes; the same for the same name. */
export function noise(size: number, name: string): Buffer {
  const key = `${size} ${name}`
  const known = kept.get(key)
  if (known) return known
  const choose = random('noise', name)
  const grains = Buffer.alloc(size * size)
  for (let at = 0; at < grains.length; at++) grains[at] = choose.unit() * 256
  if (kept.size < 8) kept.set(key, grains)
  return grains
}

const kept = new Map<string, Buffer>()

export interface Field {
  readonly width: number
  readonly height: number
  /** Pixels between two independent values. */
  readonly cell: number
}

/** Smooth noise: one byte per pixel. */
export async function noiseField({ width, height, cell }: Field, name: string): Promise<Buffer> {
  const choose = random('noise field', name)
  const coarse = { width: Math.ceil(width / cell) + 2, height: Math.ceil(height / cell) + 2 }
  const values = Buffer.alloc(coarse.width * coarse.height)
  for (let at = 0; at < values.length; at++) values[at] = choose.unit() * 256
  return plane({ data: values, ...coarse })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer()
}
