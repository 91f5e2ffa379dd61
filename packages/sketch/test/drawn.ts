import sharp from 'sharp'
import { drawPicture } from '../src/draw-picture.ts'
import type { PictureJob, SketchPicture } from '../src/order.ts'

/** One picture drawn on this thread, small unless asked otherwise. Needs `dist/data`: run the build first. */
export function drawn(prompt: string, change: Partial<PictureJob> = {}): Promise<SketchPicture> {
  return drawPicture({
    index: 0,
    seed: 7,
    scene: prompt,
    prompt,
    model: 'sketch',
    width: 512,
    height: 512,
    panel: undefined,
    references: [],
    watermark: false,
    format: 'png',
    background: 'opaque',
    ...change,
  })
}

export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
  readonly channels: number
}

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** Mean and spread of brightness in a box given as fractions of the picture. */
export async function brightness(
  bytes: Uint8Array,
  [left, top, right, bottom]: readonly [number, number, number, number],
) {
  const { width, height } = await sharp(bytes).metadata()
  const box = {
    left: Math.floor(left * width),
    top: Math.floor(top * height),
    width: Math.max(1, Math.floor((right - left) * width)),
    height: Math.max(1, Math.floor((bottom - top) * height)),
  }
  const grey = await sharp(bytes).extract(box).greyscale().raw().toBuffer()
  let [sum, least, most] = [0, 255, 0]
  for (const value of grey) {
    sum += value
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return { mean: sum / grey.length, spread: most - least }
}

/** A plain JPEG as a caller might upload it. */
export async function upload(colour: string): Promise<Uint8Array> {
  return sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
}
