import type { FaultNote } from './fault.ts'
import type { BlobKey } from './ports/blob-store.ts'

export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'image/tiff'
  | 'image/bmp'
  | 'image/heic'

/** An input picture that was read, sniffed and measured. */
export interface Reference {
  readonly blob: BlobKey
  readonly mediaType: MediaType
  readonly bytes: number
  readonly width: number
  readonly height: number
  /** Has real transparency: an alpha channel with at least one pixel that is not opaque. */
  readonly alpha: boolean
  /** The picture of ours it is, when it is one: lineage and Sketch's recipe hang on it. */
  readonly imageId: string | undefined
}

/** A finished picture: bytes in a blob, and where it came from. */
export interface Image {
  /** `img_…`, 128 random bits: it is also the public address. */
  readonly id: string
  readonly jobId: string
  /** Place in the answer, from 0. Failed items take a place too. */
  readonly index: number
  /** The ask that made it. */
  readonly part: number
  readonly blob: BlobKey
  readonly mediaType: MediaType
  readonly bytes: number
  /** Measured from the bytes. */
  readonly width: number
  readonly height: number
  readonly seed: number | undefined
  /** The engine's own notes on how to make it again (Sketch's recipe), opaque here. */
  readonly recipe: string | undefined
  readonly createdAt: number
  /** Its bytes are no longer kept: retention took them. */
  readonly removedAt: number | undefined
}

/** A place in the answer where no picture came. Free of charge. */
export interface FailedItem {
  readonly jobId: string
  readonly index: number
  readonly part: number
  readonly fault: FaultNote
  readonly createdAt: number
}

/** Σ width·height / 256, rounded once over the sum (vendor API page, read 2026-10-08). */
export function outputTokens(images: readonly { readonly width: number; readonly height: number }[]): number {
  return Math.round(images.reduce((sum, image) => sum + image.width * image.height, 0) / 256)
}
