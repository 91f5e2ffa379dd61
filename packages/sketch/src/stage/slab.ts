import { shade } from '../colour.ts'
import { num, path } from '../svg/shapes.ts'

export interface Slab {
  readonly x?: number
  readonly y: number
  /** Half the length of an edge. */
  readonly size: number
  readonly depth: number
  readonly colour: string
}

/** A block seen from a corner. */
export function slab({ x = 0, y, size, depth, colour }: Slab): string {
  const [across, down] = [size * 0.866, size * 0.5]
  const side = (sign: number): string =>
    `M${num(x + sign * across)} ${num(y)}L${num(x)} ${num(y + down)}V${num(y + down + depth)}L${num(x + sign * across)} ${num(y + depth)}Z`
  const top = `M${num(x)} ${num(y - down)}L${num(x + across)} ${num(y)}L${num(x)} ${num(y + down)}L${num(x - across)} ${num(y)}Z`
  return path(side(-1), shade(colour, -0.22)) + path(side(1), shade(colour, -0.38)) + path(top, colour)
}
