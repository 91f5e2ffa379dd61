import type { Raster } from '../render/raster.ts'

/** Entries of the lens table, over squared distances 0 (the middle) to 2 (a corner). */
const STEPS = 2048

/**
 * Magnifies the middle and squeezes the rim, out to the corners: the frame stays full,
 * with no black ring round it.
 */
export function fisheye(picture: Raster): Raster {
  const { data, width, height } = picture
  const out = Buffer.allocUnsafe(data.length)
  const [middleX, middleY] = [width / 2, height / 2]
  const { pull, shade } = lens()
  for (let y = 0, to = 0; y < height; y++) {
    const dy = (y - middleY) / middleY
    for (let x = 0; x < width; x++, to += 3) {
      const dx = (x - middleX) / middleX
      const step = Math.min(STEPS - 1, ((dx * dx + dy * dy) / 2) * STEPS) | 0
      const bend = pull[step] ?? 1
      const light = shade[step] ?? 1
      const fromX = Math.max(0, Math.min(width - 1.001, middleX + dx * bend * middleX))
      const fromY = Math.max(0, Math.min(height - 1.001, middleY + dy * bend * middleY))
      const left = fromX | 0
      const top = fromY | 0
      const across = fromX - left
      const down = fromY - top
      const upper = (Math.min(height - 2, top) * width + Math.min(width - 2, left)) * 3
      const lower = upper + width * 3
      for (let channel = 0; channel < 3; channel++) {
        const above = (data[upper + channel] ?? 0) * (1 - across) + (data[upper + 3 + channel] ?? 0) * across
        const below = (data[lower + channel] ?? 0) * (1 - across) + (data[lower + 3 + channel] ?? 0) * across
        out[to + channel] = (above * (1 - down) + below * down) * light
      }
    }
  }
  return { data: out, width, height }
}

/** By squared distance: the share of the distance at which to look, and the light that is left. */
function lens(): { readonly pull: Float64Array; readonly shade: Float64Array } {
  const distance = (step: number): number => Math.sqrt((2 * step) / STEPS)
  return {
    pull: Float64Array.from({ length: STEPS }, (_, step) => 0.44 + 0.56 * Math.min(1, distance(step)) ** 1.6),
    shade: Float64Array.from({ length: STEPS }, (_, step) => 1 - Math.max(0, distance(step) - 1) * 0.9),
  }
}
