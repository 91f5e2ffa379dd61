import sharp, { type Sharp } from 'sharp'
import type { MediaType } from '../core/image.ts'
import type { PictureFacts } from '../core/ports/pictures.ts'
import { bmpSize, openBmp } from './bmp.ts'
import { openHeic } from './heic.ts'
import { sniff } from './sniff.ts'

/** Pixels of the largest picture that is decoded: above any row's input limit, below what hurts. */
export const MOST_PIXELS = 40_000_000

/** undefined when the bytes are no picture on the list, are broken, or unfold to more than `MOST_PIXELS`. */
export async function inspect(bytes: Uint8Array): Promise<PictureFacts | undefined> {
  const mediaType = sniff(bytes)
  if (mediaType === undefined) return undefined
  try {
    return mediaType === 'image/bmp' ? bmpFacts(bytes) : await facts(bytes, mediaType)
  } catch {
    return undefined
  }
}

/** The pixels, upright. Call only for what `inspect` accepted. */
export async function open(bytes: Uint8Array, mediaType: MediaType): Promise<Sharp> {
  if (mediaType === 'image/bmp') return await openBmp(bytes)
  if (mediaType === 'image/heic') return await openHeic(bytes)
  return codec(bytes).autoOrient()
}

function codec(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
}

async function facts(bytes: Uint8Array, mediaType: MediaType): Promise<PictureFacts | undefined> {
  const { autoOrient, hasAlpha } = await codec(bytes).metadata()
  const { width, height } = autoOrient
  if (width * height > MOST_PIXELS) return undefined
  return { mediaType, width, height, alpha: hasAlpha && (await isSeeThrough(bytes, mediaType)) }
}

/** 32-bit BMPs carry a fourth byte that writers leave undefined, so it is not read as alpha. */
function bmpFacts(bytes: Uint8Array): PictureFacts | undefined {
  const size = bmpSize(bytes)
  if (size.width * size.height > MOST_PIXELS || size.width * size.height === 0) return undefined
  return { mediaType: 'image/bmp', ...size, alpha: false }
}

async function isSeeThrough(bytes: Uint8Array, mediaType: MediaType): Promise<boolean> {
  const picture = await open(bytes, mediaType)
  return !(await picture.stats()).isOpaque
}
