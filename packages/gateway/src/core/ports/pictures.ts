import type { MediaType } from '../image.ts'
import type { Format } from '../request.ts'

/** Looking at and finishing pictures. Decoding is capped in pixels and never trusts a name or a declared type. */
export interface Pictures {
  /** By content. undefined when these bytes are no picture we read. Reads headers only, plus the alpha channel if there is one. */
  inspect(bytes: Uint8Array): Promise<PictureFacts | undefined>
  /**
   * The picture as the caller is due it: "AI generated" in the bottom right corner where `watermark`, re-encoded
   * where `format` differs from what the bytes are. The very same array when nothing needs doing.
   */
  finish(
    bytes: Uint8Array,
    wish: { readonly watermark: boolean; readonly format: Format | undefined },
  ): Promise<Uint8Array>
  /** The same picture as PNG or JPEG, for engines that read nothing else. The same array when it is one already. */
  common(bytes: Uint8Array): Promise<Uint8Array>
}

export interface PictureFacts {
  readonly mediaType: MediaType
  /** As displayed: EXIF orientation applied. */
  readonly width: number
  readonly height: number
  /** At least one pixel is not opaque. */
  readonly alpha: boolean
}
