import type { Layer, Raster } from '../render/raster.ts'
import { rasterisePixels, type Size } from '../render/rasterise.ts'

/** A small drawing and where it lies, in pixels. */
export interface Overlay {
  readonly layer: Layer
  readonly left: number
  readonly top: number
}

export function overlay(
  drawing: string,
  size: Size,
  at: { readonly left: number; readonly top: number },
): Overlay {
  return { layer: rasterisePixels(drawing, size), left: Math.max(0, at.left), top: Math.max(0, at.top) }
}

/**
 * Lays overlays over a picture, in place; a fourth channel is straight alpha. sharp's own composite
 * would copy the whole picture to four channels for a mark in its corner.
 */
export function layOver(picture: Raster & { readonly channels: 3 | 4 }, overlays: readonly Overlay[]): void {
  for (const { layer, left, top } of overlays) {
    for (let y = 0; y < Math.min(layer.height, picture.height - top); y++) {
      for (let x = 0; x < Math.min(layer.width, picture.width - left); x++) {
        blend(
          picture,
          ((top + y) * picture.width + left + x) * picture.channels,
          layer.data.subarray((y * layer.width + x) * 4),
        )
      }
    }
  }
}

function blend({ data, channels }: Raster & { readonly channels: 3 | 4 }, at: number, source: Buffer): void {
  const alpha = source[3] ?? 0
  if (alpha === 0) return
  const below = ((channels === 4 ? (data[at + 3] ?? 0) : 255) * (255 - alpha)) / 255
  const total = alpha + below
  for (let channel = 0; channel < 3; channel++) {
    data[at + channel] = Math.min(
      255,
      ((source[channel] ?? 0) * 255 + (data[at + channel] ?? 0) * below) / total,
    )
  }
  if (channels === 4) data[at + 3] = total
}
