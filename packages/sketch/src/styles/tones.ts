import { changed } from '../render/raster.ts'
import type { StylePass } from './style.ts'

const GREY: [number, number, number] = [0.299, 0.587, 0.114]

/** Three equal channels: sharp's own greyscale would leave one. */
type Matrix = [[number, number, number], [number, number, number], [number, number, number]]

/** Colours away from grey, by a matrix: sharp's own `modulate` takes the long way through LCh, four times as slow. */
export function saturation(amount: number, brightness = 1): Matrix {
  const row = (channel: number): [number, number, number] => {
    const part = (of: 0 | 1 | 2): number =>
      brightness * (GREY[of] * (1 - amount) + (of === channel ? amount : 0))
    return [part(0), part(1), part(2)]
  }
  return [row(0), row(1), row(2)]
}

export const blackAndWhite: StylePass = (picture) =>
  changed(picture, (image) => image.recomb([GREY, GREY, GREY]).linear(1.15, -14))

export const sepia: StylePass = (picture) =>
  changed(picture, (image) =>
    image.recomb([
      [0.42, 0.72, 0.18],
      [0.36, 0.64, 0.16],
      [0.27, 0.5, 0.13],
    ]),
  )
