import sharp from 'sharp'
import { image, resized } from '../render/raster.ts'
import type { StylePass } from './style.ts'

/** Blocks along the shorter side. */
const BLOCKS = 128
const COLOURS = 32

export const pixelArt: StylePass = async (picture) => {
  const share = BLOCKS / Math.min(picture.width, picture.height)
  const small = { width: Math.round(picture.width * share), height: Math.round(picture.height * share) }
  const indexed = await image(picture)
    .resize(small.width, small.height, { kernel: 'lanczos3', fit: 'fill' })
    .modulate({ saturation: 1.2 })
    .png({ palette: true, colours: COLOURS, dither: 0 })
    .toBuffer()
  const data = await sharp(indexed).removeAlpha().toColourspace('srgb').raw().toBuffer()
  return resized({ data, ...small }, picture, 'nearest')
}
