import { changed, image, resized, type Raster } from '../render/raster.ts'
import { noise } from '../render/noise.ts'
import { dabbed } from './dabs.ts'
import type { StylePass } from './style.ts'

/** Dark lines on white where the picture changes. */
export const lineArt: StylePass = async (picture) => {
  const edges = await edgesOf(picture)
  const out = Buffer.alloc(picture.data.length, 250)
  for (let at = 0; at < edges.length; at++) {
    const value = 250 - ((edges[at] ?? 0) / 255) * 222
    out[at * 3] = out[at * 3 + 1] = out[at * 3 + 2] = value
  }
  return { ...picture, data: out }
}

/** Brush lines over a pale grey wash on warm paper; a hint of the colours stays. */
export const ink: StylePass = async (picture) => {
  const { width, height } = picture
  const edges = await edgesOf(picture)
  const wash = await washOf(picture)
  const paper = noise(512, 'paper')
  const tones = Float32Array.from({ length: 256 }, (_, grey) => toneOf(grey))
  const out = new Uint8ClampedArray(picture.data.length)
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const at = pixel * 3
      const red = wash[at] ?? 0
      const green = wash[at + 1] ?? 0
      const blue = wash[at + 2] ?? 0
      const grey = red * 0.3 + green * 0.59 + blue * 0.11
      const tone = tones[grey | 0] ?? 1
      const line = 1 - ((edges[pixel] ?? 0) / 255) * 0.82
      const fibre = ((paper[((y & 511) << 9) | (x & 511)] ?? 128) - 128) * 0.03
      out[at] = (PAPER[0] * tone + (red - grey) * 0.34 + fibre) * line
      out[at + 1] = (PAPER[1] * tone + (green - grey) * 0.34 + fibre) * line
      out[at + 2] = (PAPER[2] * tone + (blue - grey) * 0.34 + fibre) * line
    }
  }
  return { ...picture, data: Buffer.from(out.buffer) }
}

function toneOf(grey: number): number {
  return 0.28 + 0.72 * Math.min(1, (Math.round(grey / 42) * 42 + grey) / 400)
}

/** Soft, so half the size will do. */
async function washOf(picture: Raster): Promise<Buffer> {
  const half = { width: Math.ceil(picture.width / 2), height: Math.ceil(picture.height / 2) }
  const dabs = dabbed(await resized(picture, half), [-2, -1, 0, 1, 2])
  const soft = await changed(dabs, (drawn) => drawn.blur(0.8))
  return (await resized(soft, picture, 'linear')).data
}

const PAPER = [246, 240, 226] as const

/** How hard the brightness changes at each pixel, 0 to 255. */
async function edgesOf(picture: Raster): Promise<Buffer> {
  const { width, height } = picture
  const unit = height / 1000
  const grey = await image(picture)
    .greyscale()
    .blur(Math.max(0.5, unit * 0.9))
    .extractChannel(0)
    .raw()
    .toBuffer()
  const edges = Buffer.alloc(width * height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const upLeft = grey[at - width - 1] ?? 0
      const upRight = grey[at - width + 1] ?? 0
      const downLeft = grey[at + width - 1] ?? 0
      const downRight = grey[at + width + 1] ?? 0
      const across =
        (grey[at + 1] ?? 0) - (grey[at - 1] ?? 0) + 0.7 * (upRight - upLeft + downRight - downLeft)
      const along =
        (grey[at + width] ?? 0) - (grey[at - width] ?? 0) + 0.7 * (downLeft - upLeft + downRight - upRight)
      const hard = Math.abs(across) + Math.abs(along) - 10
      if (hard > 0) edges[at] = Math.min(255, hard * (255 / 55))
    }
  }
  return edges
}
