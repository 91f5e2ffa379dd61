import { iconOf } from '../figures/figure-art.ts'
import type { Figure } from '../plan/plan.ts'
import type { Random } from '../random.ts'
import { icon } from '../svg/icon.ts'
import { stroke } from '../svg/shapes.ts'

const FAN = [-58, -30, 0, 30, 58]

/** Five flowers that spread from the mouth of a vase at (0, 0). */
export function bouquet(flower: Figure, choose: Random): string {
  const name = iconOf(flower)
  if (name === undefined) return ''
  const stems = FAN.map((angle) => {
    const length = 130 + choose.between(0, 40) - Math.abs(angle) * 0.6
    const radians = (angle * Math.PI) / 180
    return { angle, x: Math.sin(radians) * length, y: -Math.cos(radians) * length }
  })
  const green = stems
    .map(({ x, y }) =>
      stroke(
        `M${Math.round(x * 0.1)} 30Q0 ${Math.round(y * 0.5)} ${Math.round(x)} ${Math.round(y)}`,
        '#3f8436',
        7,
      ),
    )
    .join('')
  const heads = stems.map(({ angle, x, y }) =>
    icon(name, {
      x,
      y,
      size: 96,
      fit: 'longest',
      anchor: 'middle',
      turn: angle * 0.5,
      colour: flower.colour,
    }),
  )
  return green + heads.join('')
}
