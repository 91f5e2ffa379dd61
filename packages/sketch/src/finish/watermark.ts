import type { Size } from '../render/rasterise.ts'
import { rect } from '../svg/shapes.ts'
import { text } from '../svg/text.ts'
import { overlay, type Overlay } from './overlay.ts'

const WORDS = 'AI generated'

/** White letters on a dark pill: legible on light and on dark. */
export function watermark(size: Size): Overlay {
  const letter = Math.max(
    13,
    Math.min(
      64,
      Math.round(Math.min(size.width / 26, size.height / 26, Math.sqrt(size.width * size.height) / 42)),
    ),
  )
  const width = Math.min(size.width, Math.round(letter * 7.6))
  const height = Math.min(size.height, Math.round(letter * 1.9))
  const gap = Math.round(letter * 0.7)
  const pill =
    rect([0, 0, width, height], '#000000', { rx: Math.round(height / 2), opacity: 0.56 }) +
    text(WORDS, {
      x: width / 2,
      y: height / 2 + letter * 0.36,
      size: letter,
      fill: '#ffffff',
      weight: 700,
      align: 'middle',
    })
  return overlay(pill, { width, height }, { left: size.width - width - gap, top: size.height - height - gap })
}
