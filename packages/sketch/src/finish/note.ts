import type { Size } from '../render/rasterise.ts'
import { rect, stroke } from '../svg/shapes.ts'
import { text, wrapped } from '../svg/text.ts'
import { overlay, type Overlay } from './overlay.ts'

/** A small card, top left, that says what was not done. */
export function note(words: string, size: Size): Overlay {
  const letter = Math.max(
    10,
    Math.min(
      64,
      Math.round(Math.min(size.width / 24, size.height / 20, Math.sqrt(size.width * size.height) / 44)),
    ),
  )
  const width = Math.round(Math.min(size.width * 0.9, letter * 22))
  const lines = wrapped(words, (width - letter * 2) / letter, 4)
  const height = Math.min(size.height, Math.round(letter * (2.5 + lines.length * 1.35)))
  const gap = Math.round(letter * 0.8)
  const body = lines.map((line, at) =>
    text(line, { x: letter, y: letter * (2.6 + at * 1.35), size: letter, fill: '#2b2622' }),
  )
  const card =
    rect([0, 0, width, height], '#fffdf8', { rx: Math.round(letter * 0.5), opacity: 0.94 }) +
    stroke(`M${letter} ${letter * 0.95}h${letter * 2}`, '#e4572e', Math.max(2, letter * 0.22)) +
    text('NOT DONE', {
      x: letter * 3.6,
      y: letter * 1.2,
      size: letter * 0.66,
      fill: '#9a8f85',
      weight: 700,
    }) +
    body.join('')
  return overlay(card, { width, height }, { left: gap, top: gap })
}
