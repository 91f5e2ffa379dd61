import type { PictureJob } from '../order.ts'
import type { Raster } from '../render/raster.ts'
import { encoded } from './encode.ts'
import { note } from './note.ts'
import { layOver } from './overlay.ts'
import { watermark } from './watermark.ts'

/** A drawn picture and what is to be told about it. */
export interface Drawing {
  /** Three channels, or four with straight alpha. */
  readonly picture: Raster & { readonly channels: 3 | 4 }
  readonly pixelated: boolean
  /** A sentence for the card on the picture. */
  readonly note: string | undefined
  readonly recipe: string
  readonly matched: readonly string[]
  readonly missing: readonly string[]
  readonly notApplied: readonly string[]
}

/** The file, with note and watermark; they are drawn at the size the picture was drawn at and enlarged with it. */
export async function finished(
  job: PictureJob,
  { picture, note: words, pixelated }: Drawing,
): Promise<Uint8Array<ArrayBuffer>> {
  layOver(picture, [
    ...(words === undefined ? [] : [note(words, picture)]),
    ...(job.watermark ? [watermark(picture)] : []),
  ])
  return Uint8Array.from(await encoded(picture, { size: job, format: job.format, pixelated }))
}
