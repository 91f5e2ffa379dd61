import { changed, type Raster } from '../render/raster.ts'
import type { StylePass } from './style.ts'

/** Teal shadows, warm lights, a vignette and the bars of a wide screen. */
export const cinematic: StylePass = async (picture) => {
  const graded = await changed(picture, (image) =>
    image
      .recomb([
        [1.06, 0, -0.02],
        [0, 1, 0],
        [-0.03, 0.03, 1.06],
      ])
      .linear([1.08, 1.05, 1.02], [-12, -8, 2]),
  )
  dimCorners(graded)
  const bar = barHeight(graded)
  const bytes = bar * graded.width * 3
  graded.data.fill(0, 0, bytes)
  graded.data.fill(0, graded.data.length - bytes)
  return graded
}

function barHeight({ width, height }: Raster): number {
  const screen = width / 2.39
  const bar = screen < height * 0.86 ? (height - screen) / 2 : height * 0.07
  return Math.round(Math.min(bar, height * 0.11))
}

function dimCorners({ data, width, height }: Raster): void {
  const across = Float32Array.from({ length: width }, (_, x) => (((x + 0.5) / width - 0.5) / 0.75) ** 2)
  for (let y = 0, at = 0; y < height; y++) {
    const down = (((y + 0.5) / height - 0.48) / 0.75) ** 2
    for (let x = 0; x < width; x++, at += 3) {
      const distance = (across[x] ?? 0) + down
      if (distance < 0.25) continue
      const rest = 1 - Math.min(1, (Math.sqrt(distance) - 0.5) * 2) * 0.62
      data[at] = (data[at] ?? 0) * rest
      data[at + 1] = (data[at + 1] ?? 0) * rest
      data[at + 2] = (data[at + 2] ?? 0) * rest
    }
  }
}
