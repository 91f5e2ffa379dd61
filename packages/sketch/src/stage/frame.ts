import type { Frame } from '../places/place.ts'

/** A picture narrower than this share of its height sees more sky and ground instead of less width. */
const NARROWEST = 620

/** The part of the stage a picture of these proportions shows. */
export function frameFor(width: number, height: number): Frame {
  const natural = (1000 * width) / height
  if (natural >= NARROWEST) return { width: natural, top: 0, bottom: 1000 }
  const extra = (NARROWEST * height) / width - 1000
  return { width: NARROWEST, top: -extra * 0.62, bottom: 1000 + extra * 0.38 }
}
