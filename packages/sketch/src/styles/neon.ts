import { changed, image } from '../render/raster.ts'
import type { StylePass } from './style.ts'

const EDGES = { width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] }

/** Darkened towards violet, with every edge glowing in its own colour. */
export const neon: StylePass = async (picture) => {
  const { width, height } = picture
  const half = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) }
  const raw = { width, height, channels: 3 } as const
  const edges = await image(picture)
    .resize(half.width, half.height)
    .convolve(EDGES)
    .modulate({ saturation: 3, brightness: 1.5 })
    .blur(1)
    .raw()
    .toBuffer()
  const source = { data: edges, ...half }
  const tubes = await image(source).resize(width, height, { fit: 'fill' }).raw().toBuffer()
  const glow = await image(source)
    .blur((height / 1000) * 5)
    .linear(2.2, 0)
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer()
  return changed(picture, (dim) =>
    dim
      .modulate({ brightness: 0.72, saturation: 1.55 })
      .recomb([
        [1, 0.05, 0.16],
        [0, 0.85, 0.08],
        [0.12, 0.12, 1.12],
      ])
      .composite([
        { input: tubes, raw, blend: 'screen' },
        { input: glow, raw, blend: 'screen' },
      ]),
  )
}
