import { shade } from '../colour.ts'
import type { Random } from '../random.ts'
import { num } from '../svg/shapes.ts'

/** One hair: root, direction, colour. */
export interface Hair {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly colour: string
}

const TINTS = [-0.22, -0.12, -0.04, 0.05, 0.14, 0.22] as const

/** A hair's own tone: the coat's colour, a little lighter or darker. */
export function hairTone(choose: Random, colour: string, strength: number): string {
  return shade(colour, choose.pick(TINTS) * strength)
}

/** Hairs of one thickness; those of one colour share a path, which is what keeps thousands of them fast. */
export function fur(hairs: readonly Hair[], width: number): string {
  const byColour = new Map<string, string[]>()
  for (const { x, y, dx, dy, colour } of hairs) {
    const d = `M${num(x)} ${num(y)}q${num(dx * 0.5 - dy * 0.12)} ${num(dy * 0.5 + dx * 0.12)} ${num(dx)} ${num(dy)}`
    const strokes = byColour.get(colour)
    if (strokes) strokes.push(d)
    else byColour.set(colour, [d])
  }
  return [...byColour]
    .map(
      ([colour, strokes]) =>
        `<path d="${strokes.join('')}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" fill="none"/>`,
    )
    .join('')
}

/** A point inside the unit circle, evenly spread. */
export function inDisc(choose: Random): { angle: number; radius: number } {
  return { angle: choose.unit() * 2 * Math.PI, radius: Math.sqrt(choose.unit()) }
}
