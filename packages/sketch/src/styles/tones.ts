import { changed } from '../render/raster.ts'
import type { StylePass } from './style.ts'

const GREY = [0.299, 0.587, 0.114] as [number, number, number]

/** Three equal channels: sharp's own greyscale would leave one. */
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
