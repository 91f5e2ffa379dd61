import sharp from 'sharp'
import { doubled } from '../render/doubled.ts'
import type { Raster } from '../render/raster.ts'
import type { Size } from '../render/rasterise.ts'

export interface Encoding {
  readonly size: Size
  readonly format: 'jpeg' | 'png'
  /** Hard pixels stay hard. */
  readonly pixelated: boolean
}

/** The finished file, enlarged to its size. `channels` is 4 for a picture with straight alpha. */
export async function encoded(
  picture: Raster & { readonly channels: 3 | 4 },
  { size, format, pixelated }: Encoding,
): Promise<Buffer> {
  const { data, width, height, channels } = enlarged(picture, { size, pixelated })
  let drawn = sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
  if (width !== size.width || height !== size.height) {
    drawn = drawn.resize(size.width, size.height, { kernel: pixelated ? 'nearest' : 'cubic', fit: 'fill' })
  }
  if (format === 'png') return drawn.png({ compressionLevel: 3 }).toBuffer()
  return drawn.jpeg({ quality: 88, optimiseCoding: false }).toBuffer()
}

type Picture = Parameters<typeof encoded>[0]

/** Twice the size at once, where that is what is missing; sharp does the rest. */
function enlarged(picture: Picture, { size, pixelated }: Omit<Encoding, 'format'>): Picture {
  const twice = size.width === 2 * picture.width && size.height === 2 * picture.height
  return twice && picture.channels === 3 && !pixelated ? { ...doubled(picture), channels: 3 } : picture
}
