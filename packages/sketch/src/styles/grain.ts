import { noise } from '../render/noise.ts'
import type { Raster } from '../render/raster.ts'
import { clampByte } from './style.ts'

export interface Finish {
  readonly vignette: boolean
  readonly coarse: boolean
}

/** Changes the picture in place. */
export function grainAndVignette(picture: Raster, { vignette, coarse }: Finish): Raster {
  const { data, width, height } = picture
  const strength = coarse ? 0.09 : 0.045
  const specks = Float32Array.from(noise(256, 'grain'), (value) => (value - 128) * strength)
  const across = Float32Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2)
  const start = vignette ? 0.14 : Infinity
  for (let y = 0, at = 0; y < height; y++) {
    const down = ((y + 0.5) / height - 0.48) ** 2
    for (let x = 0; x < width; x++, at += 3) {
      const distance = (across[x] ?? 0) + down
      const rest = distance > start ? 1 - Math.min(0.3, (distance - start) * 0.78) : 1
      const speck = specks[((y & 255) << 8) | (x & 255)] ?? 0
      data[at] = clampByte((data[at] ?? 0) * rest + speck)
      data[at + 1] = clampByte((data[at + 1] ?? 0) * rest + speck)
      data[at + 2] = clampByte((data[at + 2] ?? 0) * rest + speck)
    }
  }
  return picture
}
