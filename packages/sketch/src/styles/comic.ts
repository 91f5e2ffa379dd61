import { changed, type Raster } from '../render/raster.ts'
import type { StylePass } from './style.ts'
import { saturation } from './tones.ts'

/** Strong colours, printed dots and a drawn panel frame. */
export const comic: StylePass = async (picture) => {
  const strong = await changed(picture, (image) => image.recomb(saturation(1.25)).linear(1.12, -12))
  printDots(strong)
  frame(strong)
  return strong
}

const INK = [27, 20, 48] as const
const LINE = 17
const GUTTER = 255

function printDots({ data, width, height }: Raster): void {
  const cell = Math.max(6, Math.round(Math.min(width, height) * 0.009))
  const reach = (cell * 0.26) ** 2
  const across = Int32Array.from({ length: width }, (_, x) => (x % cell) - cell / 2)
  for (let y = 0; y < height; y++) {
    const dy = (y % cell) - cell / 2
    const odd = Math.floor(y / cell) % 2
    if (dy * dy > reach) continue
    for (let left = odd * cell; left < width; left += 2 * cell)
      for (let x = left; x < Math.min(width, left + cell); x++)
        if ((across[x] ?? 0) ** 2 + dy * dy <= reach) print(data, (y * width + x) * 3)
  }
}

function print(data: Buffer, at: number): void {
  data[at] = (data[at] ?? 0) * 0.84 + INK[0] * 0.16
  data[at + 1] = (data[at + 1] ?? 0) * 0.84 + INK[1] * 0.16
  data[at + 2] = (data[at + 2] ?? 0) * 0.84 + INK[2] * 0.16
}

/** A black line with a white gutter round it. */
function frame({ data, width, height }: Raster): void {
  const unit = Math.min(width, height) / 1000
  const gutter = Math.round(22.5 * unit)
  const line = Math.max(2, Math.round(7 * unit))
  for (let y = 0; y < height; y++) {
    const [start, end] = [y * width * 3, (y + 1) * width * 3]
    const depth = Math.min(y, height - 1 - y)
    if (depth < gutter) {
      data.fill(GUTTER, start, end)
      continue
    }
    const inked = depth < gutter + line ? width - 2 * gutter : line
    data.fill(GUTTER, start, start + gutter * 3).fill(GUTTER, end - gutter * 3, end)
    data.fill(LINE, start + gutter * 3, start + (gutter + inked) * 3)
    data.fill(LINE, end - (gutter + inked) * 3, end - gutter * 3)
  }
}
