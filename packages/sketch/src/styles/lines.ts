import { image, type Raster } from '../render/raster.ts'
import { noise } from '../render/noise.ts'
import { clampByte, type StylePass } from './style.ts'

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
  const edges = await edgesOf(picture)
  const wash = await image(picture).median(5).blur(1.2).removeAlpha().raw().toBuffer()
  const paper = noise(512, 'paper')
  const out = Buffer.allocUnsafe(picture.data.length)
  for (let pixel = 0; pixel < edges.length; pixel++) {
    const at = pixel * 3
    const [x, y] = [pixel % picture.width, Math.floor(pixel / picture.width)]
    const grey = (wash[at] ?? 0) * 0.3 + (wash[at + 1] ?? 0) * 0.59 + (wash[at + 2] ?? 0) * 0.11
    const tone = 0.28 + 0.72 * Math.min(1, (Math.round(grey / 42) * 42 + grey) / 400)
    const line = 1 - ((edges[pixel] ?? 0) / 255) * 0.82
    const fibre = ((paper[(y & 511) * 512 + (x & 511)] ?? 128) - 128) * 0.03
    for (let channel = 0; channel < 3; channel++) {
      const hint = ((wash[at + channel] ?? 0) - grey) * 0.34
      out[at + channel] = clampByte(((PAPER[channel] ?? 240) * tone + hint + fibre) * line)
    }
  }
  return { ...picture, data: out }
}

const PAPER = [246, 240, 226]

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
  const value = (at: number): number => grey[at] ?? 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const [up, down] = [at - width, at + width]
      const across =
        value(at + 1) -
        value(at - 1) +
        0.7 * (value(up + 1) - value(up - 1) + value(down + 1) - value(down - 1))
      const along =
        value(down) - value(up) + 0.7 * (value(down - 1) - value(up - 1) + value(down + 1) - value(up + 1))
      edges[at] = Math.min(255, Math.max(0, ((Math.abs(across) + Math.abs(along) - 10) / 55) * 255))
    }
  }
  return edges
}
