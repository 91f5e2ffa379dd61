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
  const grain = noise(256, 'grain')
  const strength = coarse ? 0.09 : 0.045
  for (let y = 0; y < height; y++) {
    const down = ((y + 0.5) / height - 0.48) ** 2
    for (let x = 0; x < width; x++) {
      const distance = ((x + 0.5) / width - 0.5) ** 2 + down
      const rest = vignette && distance > 0.14 ? 1 - Math.min(0.3, (distance - 0.14) * 0.78) : 1
      const speck = ((grain[(y & 255) * 256 + (x & 255)] ?? 128) - 128) * strength
      const at = (y * width + x) * 3
      data[at] = clampByte((data[at] ?? 0) * rest + speck)
      data[at + 1] = clampByte((data[at + 1] ?? 0) * rest + speck)
      data[at + 2] = clampByte((data[at + 2] ?? 0) * rest + speck)
    }
  }
  return picture
}
