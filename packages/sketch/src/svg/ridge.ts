import type { Random } from '../random.ts'
import { num } from './shapes.ts'

export type Point = readonly [number, number]

export interface RidgeShape {
  readonly width: number
  /** Height of the middle of the line, in stage units from the top. */
  readonly base: number
  readonly height: number
  /** How much of the roughness each halving keeps: 0.4 is a dune, 0.55 a mountain. */
  readonly roughness: number
  readonly points: number
}

/** A horizon line from left to right, made by halving the middle again and again. */
export function ridge(choose: Random, shape: RidgeShape): Point[] {
  let reach = 1
  let heights = [choose.between(-0.3, 0.3), choose.between(-0.3, 0.3)]
  while (heights.length < shape.points) {
    heights = halved(heights, () => choose.between(-reach, reach) * 0.6)
    reach *= shape.roughness
  }
  const last = heights.length - 1
  return heights.map((height, at) => [(shape.width * at) / last, shape.base - shape.height * (height + 0.3)])
}

function halved(heights: readonly number[], stray: () => number): number[] {
  return heights.flatMap((height, at) => {
    const next = heights[at + 1]
    return next === undefined ? [height] : [height, (height + next) / 2 + stray()]
  })
}

/** The land under a horizon line, with corners. */
export function jaggedLand(points: readonly Point[], bottom: number): string {
  const right = points.at(-1)?.[0] ?? 0
  return `M0 ${num(bottom)}L${points.map(([x, y]) => `${num(x)} ${num(y)}`).join('L')}L${num(right)} ${num(bottom)}Z`
}

/** The land under a horizon line, rounded. */
export function softLand(points: readonly Point[], bottom: number): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  let d = `M${num(first[0])} ${num(bottom)}L${num(first[0])} ${num(first[1])}`
  for (let at = 1; at < points.length - 1; at++) {
    const [here, next] = [points[at], points[at + 1]]
    if (here && next) {
      d += `Q${num(here[0])} ${num(here[1])} ${num((here[0] + next[0]) / 2)} ${num((here[1] + next[1]) / 2)}`
    }
  }
  return `${d}L${num(last[0])} ${num(last[1])}L${num(last[0])} ${num(bottom)}Z`
}
