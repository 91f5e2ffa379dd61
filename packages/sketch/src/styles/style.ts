import type { Raster } from '../render/raster.ts'

/** A pass over a finished picture. It keeps the size. */
export type StylePass = (picture: Raster, seed: string) => Promise<Raster>

export function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
