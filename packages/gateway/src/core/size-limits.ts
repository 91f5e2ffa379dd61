import type { Range, SizeRules } from './model.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
}

export type SizeBreach = 'side' | 'pixels' | 'aspect'

/** Which of the row's limits an exact size breaks; empty when none. */
export function sizeBreaches(size: Pixels, rules: SizeRules): readonly SizeBreach[] {
  const breaches: SizeBreach[] = []
  if (!within(size.width, rules.side) || !within(size.height, rules.side)) breaches.push('side')
  if (!within(size.width * size.height, rules.pixels)) breaches.push('pixels')
  if (!within(size.width / size.height, rules.aspect)) breaches.push('aspect')
  return breaches
}

/** The row's limits for a caller whose field cannot say a side above `maxSide`. */
export function sayable(rules: SizeRules, maxSide: number | undefined): SizeRules {
  if (maxSide === undefined) return rules
  const { min = 1, max = Infinity } = rules.side ?? {}
  return { ...rules, side: { min, max: Math.min(max, maxSide) } }
}

/**
 * The legal exact size nearest to one that may not be: the ratio is kept as well as integers and the limits allow,
 * and of what keeps it equally well the closest area wins. A legal size comes back as it is.
 */
export function nearestSize(size: Pixels, rules: SizeRules): Pixels {
  if (sizeBreaches(size, rules).length === 0) return { width: size.width, height: size.height }

  const ratio = clamp(size.width / size.height, legalRatios(rules))
  const wanted = shapedLike(ratio, size.width * size.height)
  const scale = clamp(1, legalScales(wanted, rules))
  const ideal = { width: wanted.width * scale, height: wanted.height * scale }
  const legal = integersAround(ideal, rules).filter(
    (candidate) => sizeBreaches(candidate, rules).length === 0,
  )
  return legal.reduce(
    (best, candidate) => (isCloser(candidate, best, ideal) ? candidate : best),
    legal[0] ?? size,
  )
}

export function within(value: number, range: Range | undefined): boolean {
  return range === undefined || (value >= range.min && value <= range.max)
}

export function clamp(value: number, range: Range): number {
  return Math.min(Math.max(value, range.min), range.max)
}

/**
 * Ratios that the aspect rule leaves open, and that the side rule leaves open by itself and beside the area: the
 * longest side alone may be too short for a thin picture of enough pixels.
 */
function legalRatios({ aspect, side, pixels }: SizeRules): Range {
  const { min: shortest = 1, max: longest = Infinity } = side ?? {}
  const { min: fewest = 1, max: most = Infinity } = pixels ?? {}
  const steepest = Math.min(longest / shortest, longest ** 2 / fewest, most / shortest ** 2)
  return {
    min: Math.max(aspect?.min ?? 0, 1 / steepest),
    max: Math.min(aspect?.max ?? Infinity, steepest),
  }
}

/** Factors that bring both sides and the area of `wanted` into range. */
function legalScales({ width, height }: Pixels, { side, pixels }: SizeRules): Range {
  const area = width * height
  return {
    min: Math.max(
      (side?.min ?? 1) / Math.min(width, height),
      pixels === undefined ? 0 : Math.sqrt(pixels.min / area),
    ),
    max: Math.min(
      (side?.max ?? Infinity) / Math.max(width, height),
      pixels === undefined ? Infinity : Math.sqrt(pixels.max / area),
    ),
  }
}

function shapedLike(ratio: number, area: number): Pixels {
  return { width: Math.sqrt(area * ratio), height: Math.sqrt(area / ratio) }
}

/** Far enough that a corner where two limits meet has a legal integer in it, and mostly one with the very ratio. */
const NEIGHBOURS = [-4, -3, -2, -1, 0, 1, 2, 3, 4]

/** Walks the shorter side, because one pixel there is up to sixteen of the longer. */
function integersAround({ width, height }: Pixels, { side }: SizeRules): readonly Pixels[] {
  const ratio = Math.max(width, height) / Math.min(width, height)
  const longest = side?.max ?? Infinity
  return NEIGHBOURS.flatMap((step) => {
    const short = Math.max(Math.round(Math.min(width, height)) + step, 1)
    const longs = [Math.floor(short * ratio), Math.ceil(short * ratio)].map((long) => Math.min(long, longest))
    return longs.map((long) =>
      width < height ? { width: short, height: long } : { width: long, height: short },
    )
  })
}

function isCloser(candidate: Pixels, best: Pixels, ideal: Pixels): boolean {
  const difference = strain(candidate, ideal) - strain(best, ideal)
  if (Math.abs(difference) > 1e-12) return difference < 0
  return growth(candidate, ideal) < growth(best, ideal)
}

function strain(size: Pixels, ideal: Pixels): number {
  return Math.abs(Math.log((size.width * ideal.height) / (size.height * ideal.width)))
}

function growth(size: Pixels, ideal: Pixels): number {
  return Math.abs(Math.log((size.width * size.height) / (ideal.width * ideal.height)))
}
