import { shade } from '../colour.ts'
import type { Random } from '../random.ts'
import { linear, radial } from '../svg/gradient.ts'
import { circle, num, path, rect } from '../svg/shapes.ts'
import { times } from './place.ts'

export interface Tree {
  readonly x: number
  /** The foot of the trunk. */
  readonly y: number
  readonly height: number
  readonly colour: string
}

const TIERS = 6

export function conifer({ x, y, height, colour }: Tree, snowy: boolean): string {
  const needles = linear(
    [
      [0, shade(colour, 0.14)],
      [0.5, colour],
      [1, shade(colour, -0.3)],
    ],
    [0, 0, 1, 0],
  )
  const trunk = rect(
    [x - height * 0.022, y - height * 0.1, height * 0.044, height * 0.11],
    shade('#5b4030', -0.2),
  )
  const tiers = times(TIERS, (at) => {
    const tier = {
      x,
      y: y - height * (0.06 + at * 0.142),
      half: height * (0.215 - at * 0.03),
      rise: height * 0.27,
      height,
    }
    return (
      path(branches(tier), needles.fill) + (snowy ? path(snowOn(tier), '#f7fbff', { opacity: 0.92 }) : '')
    )
  })
  return needles.definition + trunk + tiers
}

interface Tier {
  readonly x: number
  readonly y: number
  readonly half: number
  readonly rise: number
  readonly height: number
}

function branches({ x, y, half, rise, height }: Tier): string {
  let d = `M${num(x)} ${num(y - rise)}Q${num(x + half * 0.35)} ${num(y - rise * 0.35)} ${num(x + half)} ${num(y)}`
  for (let tip = 1; tip <= 4; tip++) {
    const [low, end] = [x + half - (half * 2 * (tip - 0.5)) / 4, x + half - (half * 2 * tip) / 4]
    d += `Q${num(low)} ${num(y + height * 0.028)} ${num(end)} ${num(y - (tip < 4 ? height * 0.012 : 0))}`
  }
  return `${d}Q${num(x - half * 0.35)} ${num(y - rise * 0.35)} ${num(x)} ${num(y - rise)}Z`
}

function snowOn({ x, y, half, rise, height }: Tier): string {
  const point = (across: number, up: number): string => `${num(x + half * across)} ${num(y - up)}`
  return (
    `M${point(0, rise)}Q${point(0.3, rise * 0.4)} ${point(0.9, height * 0.012)}` +
    `Q${point(0.45, height * 0.075)} ${point(0.2, height * 0.06)}Q${point(0, height * 0.13)} ${point(-0.25, height * 0.062)}` +
    `Q${point(-0.5, height * 0.08)} ${point(-0.9, height * 0.012)}Q${point(-0.3, rise * 0.4)} ${point(0, rise)}Z`
  )
}

export function roundTree(choose: Random, { x, y, height, colour }: Tree): string {
  const crown = radial(
    [
      [0, shade(colour, 0.28)],
      [0.6, colour],
      [1, shade(colour, -0.3)],
    ],
    [0.38, 0.3, 0.75],
  )
  const trunk = `M${num(x - height * 0.04)} ${num(y)}L${num(x - height * 0.025)} ${num(y - height * 0.5)}H${num(x + height * 0.025)}L${num(x + height * 0.05)} ${num(y)}Z`
  return (
    path(trunk, '#5d4332') +
    crown.definition +
    times(7, () =>
      circle(
        [
          x + choose.between(-0.22, 0.22) * height,
          y - height * choose.between(0.5, 0.86),
          height * choose.between(0.14, 0.24),
        ],
        crown.fill,
      ),
    )
  )
}
