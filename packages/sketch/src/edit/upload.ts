import sharp from 'sharp'
import type { PromptFacts } from '../parse/facts.ts'
import { looksIn, type LookName } from '../plan/looks.ts'
import { STYLES, type StyleName } from '../plan/plan.ts'
import type { Raster } from '../render/raster.ts'
import type { Size } from '../render/rasterise.ts'

/** What can be done to a picture Sketch knows nothing about, and what of the instruction cannot. */
export interface UploadEdit {
  readonly looks: readonly LookName[]
  readonly styles: readonly StyleName[]
  readonly fisheye: boolean
  readonly notApplied: readonly string[]
}

const PARTIAL =
  /\b(?:add|remove|replace|delete|erase|swap|change the|background|wear|dress|cloth|outfit|blur)\b|背景|换|去掉|加/i

export function uploadEdit(instruction: string, facts: PromptFacts): UploadEdit {
  const sky: LookName[] = facts.times.includes('night')
    ? ['night']
    : facts.times.includes('sunset')
      ? ['sunset']
      : []
  const looks = [...looksIn(instruction), ...sky]
  const styles = STYLES.filter((style) => facts.styles.includes(style))
  const fisheye = facts.cameras.includes('fisheye')
  const done = looks.length + styles.length + (fisheye ? 1 : 0)
  const partial =
    PARTIAL.test(instruction) || facts.palette.length > 0 || facts.places.length > 0 || facts.parts.length > 0
  return { looks, styles, fisheye, notApplied: done === 0 || partial ? [LIMIT] : [] }
}

const LIMIT = 'In an uploaded picture Sketch can change only the whole: style, tone, light, turn or crop.'

const MOST_PIXELS = 64_000_000
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff'])

/** The upload, upright, filling `size`. Throws on bytes that are no picture of a known format. */
export async function readUpload(bytes: Uint8Array, size: Size): Promise<Raster> {
  await uploadAspect(bytes)
  const data = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .rotate()
    .resize(size.width, size.height, { fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  return { data, width: size.width, height: size.height }
}

/** Width over height of an upload as it is seen, its orientation applied. */
export async function uploadAspect(bytes: Uint8Array): Promise<number> {
  const { format, autoOrient } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata()
  if (!FORMATS.has(format)) throw new Error('A reference must be a JPEG, PNG, WebP, GIF or TIFF picture.')
  return autoOrient.width / autoOrient.height
}
