import type { Raster } from '../render/raster.ts'

/** Five places along a line, in pixels from the middle, which is the third. */
export type Reach = readonly [number, number, 0, number, number]

/**
 * Small details dabbed together: the middle of five values across, then of five down. A third of the work of the
 * median of the whole square, and under paint the eye does not tell them apart.
 */
export function dabbed({ data, width, height }: Raster, reach: Reach): Raster {
  const line = width * 3
  const half = new Uint8Array(data.length)
  const padded = new Uint8Array(line + 6 * EDGE)
  const across = taps(reach.map((offset) => (EDGE + offset) * 3))
  for (let y = 0; y < height; y++) {
    pad(padded, data.subarray(y * line, y * line + line))
    middles(padded, across, half.subarray(y * line, y * line + line))
  }
  const out = Buffer.allocUnsafe(data.length)
  for (let y = 0; y < height; y++) {
    const rows = reach.map((offset) => Math.max(0, Math.min(height - 1, y + offset)) * line)
    middles(half, taps(rows), out.subarray(y * line, y * line + line))
  }
  return { data: out, width, height }
}

/** No reach is longer than this many pixels. */
const EDGE = 4

/** A line with its ends repeated. */
function pad(padded: Uint8Array, line: Uint8Array): void {
  padded.set(line, EDGE * 3)
  for (let x = 0; x < EDGE; x++) {
    padded.set(line.subarray(0, 3), x * 3)
    padded.set(line.subarray(-3), padded.length - (x + 1) * 3)
  }
}

interface Taps {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
}

function taps([a = 0, b = 0, c = 0, d = 0, e = 0]: readonly number[]): Taps {
  return { a, b, c, d, e }
}

/** For each value of `to` the middle one of the five that begin at the taps. */
function middles(from: Uint8Array, { a, b, c, d, e }: Taps, to: Uint8Array): void {
  for (let at = 0; at < to.length; at++) {
    const one = from[a + at] ?? 0
    const two = from[b + at] ?? 0
    const three = from[d + at] ?? 0
    const four = from[e + at] ?? 0
    const centre = from[c + at] ?? 0
    const low = Math.max(Math.min(one, two), Math.min(three, four))
    const high = Math.min(Math.max(one, two), Math.max(three, four))
    to[at] = Math.max(Math.min(centre, low), Math.min(Math.max(centre, low), high))
  }
}
