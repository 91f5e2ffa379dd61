import sharp from 'sharp'

/** Left, top, right and bottom as fractions of a picture. */
export type Box = readonly [number, number, number, number]

interface Cut {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** Red, green and blue of a part of a picture. */
async function cut(bytes: Uint8Array, [left, top, right, bottom]: Box): Promise<Cut> {
  const { width, height } = await sharp(bytes).metadata()
  const { data, info } = await sharp(bytes)
    .extract({
      left: Math.floor(left * width),
      top: Math.floor(top * height),
      width: Math.max(1, Math.floor((right - left) * width)),
      height: Math.max(1, Math.floor((bottom - top) * height)),
    })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Mean red, green, blue, and brightness. */
export async function meanOf(bytes: Uint8Array, box: Box) {
  const { data } = await cut(bytes, box)
  const sums = [0, 0, 0]
  for (const [at, value] of data.entries()) sums[at % 3] = (sums[at % 3] ?? 0) + value
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => (sum * 3) / data.length)
  return { red, green, blue, light: 0.299 * red + 0.587 * green + 0.114 * blue }
}

/** Mean difference per channel, 0 to 255. */
export async function difference(one: Uint8Array, other: Uint8Array, box: Box): Promise<number> {
  const [first, second] = [await cut(one, box), await cut(other, box)]
  let sum = 0
  for (const [at, value] of first.data.entries()) sum += Math.abs(value - (second.data[at] ?? 0))
  return sum / first.data.length
}

/** Mean step from a pixel to its right neighbour, at a quarter of the size, where there is no grain. */
export async function sharpness(bytes: Uint8Array, box: Box): Promise<number> {
  const { width } = await sharp(bytes).metadata()
  const small = await cut(
    await sharp(bytes)
      .resize(Math.round(width / 4))
      .png()
      .toBuffer(),
    box,
  )
  let sum = 0
  for (let at = 0; at + 3 < small.data.length; at += 3)
    if ((at / 3) % small.width < small.width - 1)
      sum += Math.abs((small.data[at] ?? 0) - (small.data[at + 3] ?? 0))
  return sum / (small.width * small.height)
}

type Pixel = readonly [number, number, number]

/** The share of pixels that pass; the second argument is the pixel's right neighbour. */
export async function shareOf(
  bytes: Uint8Array,
  box: Box,
  passes: (pixel: Pixel, next: Pixel) => boolean,
): Promise<number> {
  const { data, width, height } = await cut(bytes, box)
  const pixel = (at: number): Pixel => [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
  let passed = 0
  for (let at = 0; at + 3 < data.length; at += 3) if (passes(pixel(at), pixel(at + 3))) passed++
  return passed / (width * height)
}

/** The largest distance between a pixel's channels: 0 is grey. */
export async function spreadOfColour(bytes: Uint8Array): Promise<number> {
  const { data } = await cut(bytes, [0, 0, 1, 1])
  let most = 0
  for (let at = 0; at < data.length; at += 3) {
    const pixel = data.subarray(at, at + 3)
    most = Math.max(most, Math.max(...pixel) - Math.min(...pixel))
  }
  return most
}
