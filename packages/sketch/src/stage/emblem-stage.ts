import { figureArt, figureAspect } from '../figures/figure-art.ts'
import { character, CHARACTER_HEIGHT } from '../figures/character.ts'
import { lookOf } from '../figures/look.ts'
import { isCharacter } from '../plan/character.ts'
import type { Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'
import { AMBIENCES } from '../places/daylight.ts'
import type { Frame } from '../places/place.ts'
import { random } from '../random.ts'
import { icon } from '../svg/icon.ts'
import { circle, placed, rect } from '../svg/shapes.ts'
import { lineWidth, text, typeable } from '../svg/text.ts'
import type { Layers } from './layers.ts'

const INK = '#2b2622'

/** A mark on plain ground with the name under it. */
export function emblemStage(plan: Plan, seeds: Seeds, frame: Frame): Layers {
  const name = typeable(plan.lettering[0] ?? '')
  const middle = frame.width / 2
  const radius = Math.min(280, frame.width * 0.38)
  const y = name === '' ? 500 : 410
  const size = Math.min(130, (frame.width * 0.84) / Math.max(1, lineWidth(name, 800)))
  return {
    frame,
    behind:
      rect([0, frame.top, frame.width, frame.bottom - frame.top], plan.tone ?? '#faf6ee') +
      circle([middle, y, radius], '#efe4d2') +
      circle([middle, y, radius - 16], 'none', { stroke: '#c9a57a', 'stroke-width': 5 }),
    middle: '',
    shadow: '',
    subject: mark(plan, seeds, { x: middle, y, radius }),
    front: '',
    lettering:
      name === ''
        ? ''
        : text(name, {
            x: middle,
            y: y + radius + 60 + size * 0.8,
            size,
            fill: INK,
            weight: 800,
            align: 'middle',
          }),
    blur: 0,
    ambience: AMBIENCES.day,
    flat: false,
  }
}

interface Disc {
  readonly x: number
  readonly y: number
  readonly radius: number
}

function mark(plan: Plan, seeds: Seeds, { x, y, radius }: Disc): string {
  const figure = plan.actors[0]?.figure
  if (!figure) return monogram(plan, { x, y, radius })
  const choose = random(seeds.cast, `cast ${figure.key} ${figure.role ?? ''} 0`)
  const face = plan.headOnly ? lookOf(figure, choose).head : undefined
  if (face !== undefined)
    return icon(face, { x, y, size: radius * 1.25, fit: 'longest', anchor: 'middle', colour: figure.colour })
  if (isCharacter(figure)) {
    const scale = (radius * 1.35) / CHARACTER_HEIGHT
    return placed(character(lookOf(figure, choose), { pose: 'stand' }), { x, y: y + radius * 0.68, scale })
  }
  const height = Math.min(radius * 1.2, (radius * 1.3) / figureAspect(figure))
  return figureArt(figure, { x, y: y + height / 2, height, choose })
}

/** The first letter, when there is nothing to show but a name. */
function monogram({ lettering }: Plan, { x, y, radius }: Disc): string {
  const letter = typeable(lettering[0] ?? '')
    .charAt(0)
    .toUpperCase()
  return text(letter, {
    x,
    y: y + radius * 0.42,
    size: radius * 1.2,
    fill: '#b3613a',
    weight: 800,
    align: 'middle',
  })
}
