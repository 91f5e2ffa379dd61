import type { Raster } from './raster.ts'

/** The row `y` of a plane as if it were enlarged; undefined for a row of zeros. Valid until the next call. */
export type RowReader = (y: number) => Float32Array | undefined

/**
 * Reads a small plane (one byte per pixel) as rows of a larger one, blended between neighbours. Nothing larger than
 * a row is ever made.
 */
export function enlargedRows(
  { data, width, height }: Raster,
  size: { readonly width: number; readonly height: number },
): RowReader {
  const out = new Float32Array(size.width)
  const line = new Float32Array(width)
  const down = neighbours(height, size.height)
  const across = neighbours(width, size.width)
  return (y) => {
    const upper = (down.first[y] ?? 0) * width
    const lower = (down.second[y] ?? 0) * width
    if (!blended(line, { data, upper, lower }, down.share[y] ?? 0)) return undefined
    for (let x = 0; x < out.length; x++) {
      const left = line[across.first[x] ?? 0] ?? 0
      out[x] = left + ((line[across.second[x] ?? 0] ?? 0) - left) * (across.share[x] ?? 0)
    }
    return out
  }
}

interface TwoRows {
  readonly data: Buffer
  readonly upper: number
  readonly lower: number
}

/** Writes the row between two rows; false when both are empty. */
function blended(line: Float32Array, { data, upper, lower }: TwoRows, share: number): boolean {
  let any = 0
  for (let x = 0; x < line.length; x++) {
    const above = data[upper + x] ?? 0
    const below = data[lower + x] ?? 0
    any |= above | below
    line[x] = above + (below - above) * share
  }
  return any !== 0
}

interface Neighbours {
  readonly first: Uint32Array
  readonly second: Uint32Array
  /** How much of the second. */
  readonly share: Float32Array
}

/** For each of `large` pixels, the two of `small` it lies between. */
function neighbours(small: number, large: number): Neighbours {
  const [first, second] = [new Uint32Array(large), new Uint32Array(large)]
  const share = new Float32Array(large)
  for (let at = 0; at < large; at++) {
    const place = Math.max(0, Math.min(small - 1, ((at + 0.5) * small) / large - 0.5))
    const before = Math.floor(place)
    first[at] = before
    second[at] = Math.min(small - 1, before + 1)
    share[at] = place - before
  }
  return { first, second, share }
}
