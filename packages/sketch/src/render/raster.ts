import sharp, { type Sharp } from 'sharp'

// A picture is decoded, drawn and gone: a cache would only hold memory.
sharp.cache(false)

/** Pixels in rows, red, green and blue, 8 bits each. */
export interface Raster {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** Pixels with alpha; colours are multiplied by it. */
export interface Layer extends Raster {
  readonly premultiplied: true
}

export function image({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
}

/** One channel as an image. */
export function plane({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false })
}

/** The same picture after `change`, which keeps its size. */
export async function changed(raster: Raster, change: (picture: Sharp) => Sharp): Promise<Raster> {
  const data = await change(image(raster)).removeAlpha().toColourspace('srgb').raw().toBuffer()
  return { ...raster, data }
}

export async function resized(
  raster: Raster,
  size: { readonly width: number; readonly height: number },
  kernel: 'cubic' | 'linear' | 'nearest' | 'lanczos3' = 'cubic',
): Promise<Raster> {
  if (raster.width === size.width && raster.height === size.height) return raster
  const data = await image(raster).resize(size.width, size.height, { kernel, fit: 'fill' }).raw().toBuffer()
  return { data, width: size.width, height: size.height }
}
