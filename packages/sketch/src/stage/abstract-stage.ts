import { mix, shade } from '../colour.ts'
import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'
import { random, type Random } from '../random.ts'
import { radial } from '../svg/gradient.ts'
import { circle, rect } from '../svg/shapes.ts'
import { colourFields, paletteOf } from './colour-fields.ts'
import type { Layers } from './layers.ts'

/** Shapes and colours alone. */
export function abstractStage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const choose = random(seeds.scene, 'abstract')
  const round = plan.topic === 'circles'
  return {
    frame,
    behind: round ? '' : colourFields(plan, choose, frame),
    middle: round ? circles(plan, choose, frame) : '',
    shadow: '',
    subject: '',
    front: '',
    lettering: '',
    blur: 0,
    ambience: AMBIENCES.day,
    flat: false,
  }
}

function circles(plan: Plan, choose: Random, frame: Frame): string {
  const colours = paletteOf(plan, choose)
  const height = frame.bottom - frame.top
  const ground = rect([0, frame.top, frame.width, height], mix(colours[0], '#ffffff', 0.82))
  const count = Math.round(26 * Math.min(5, Math.max(frame.width, height) / 1000))
  const discs = Array.from({ length: count }, (_, at) => {
    const colour = colours[at % colours.length] ?? colours[0]
    const radius = at < count / 4 ? choose.between(130, 230) : choose.between(24, 110)
    const place = [choose.unit() * frame.width, frame.top + choose.unit() * height, radius] as const
    if (choose.unit() < 0.25)
      return circle(place, 'none', { stroke: colour, 'stroke-width': choose.between(8, 26) })
    const fill = radial(
      [
        [0, shade(colour, 0.3)],
        [1, shade(colour, choose.between(-0.2, 0.1))],
      ],
      [0.35, 0.3, 0.8],
    )
    return circle(place, fill, { opacity: choose.between(0.75, 1) })
  })
  return ground + discs.join('')
}
