import { randomBytes } from 'node:crypto'

import sharp from 'sharp'

/** A plain picture of one colour. */
export async function plainPicture(
  format: 'jpeg' | 'png',
  { width = 1200, height = 900, background = '#3b7a57' } = {},
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer()
}

/** A true JPEG of exactly that many bytes: readers ignore what follows the end of the picture. */
export async function pictureOfBytes(bytes: number): Promise<Buffer> {
  const picture = await plainPicture('jpeg')
  return Buffer.concat([picture, randomBytes(bytes - picture.length)])
}

/** Real pixels of a picture in base64, `WIDTHxHEIGHT`. */
export async function sizeOfBase64(base64: string | undefined): Promise<string> {
  return sizeOfBytes(Buffer.from(base64 ?? '', 'base64'))
}

export async function sizeAt(url: string | undefined): Promise<string> {
  const response = await fetch(url ?? '')
  return sizeOfBytes(Buffer.from(await response.arrayBuffer()))
}

/** Decodes all of it, so a picture cut short is no picture. */
export async function sizeOfBytes(bytes: Uint8Array): Promise<string> {
  const { info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return `${info.width}x${info.height}`
}
