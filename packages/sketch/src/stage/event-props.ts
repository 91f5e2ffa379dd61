import { eventRow, type EventProp } from '../plan/events.ts'
import { propNamed } from '../props/props.ts'
import { random } from '../random.ts'
import { hasIcon, icon } from '../svg/icon.ts'
import { placed } from '../svg/shapes.ts'
import { CONCEPTS } from '../words/concept.ts'
import { type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import type { Scene } from './scene.ts'

/** What an occasion puts around those who are there: a tree and gifts, a cake and balloons. */
export function eventProps(scene: Scene): Drawn {
  const { plan } = scene
  if (plan.event === undefined) return { subject: '', shadow: '' }
  const named = plan.actors.flatMap(({ figure, holds }) => [figure.key, holds?.key])
  const shown = new Set(named.map((key) => CONCEPTS.get(key ?? '')?.icon))
  const drawn = (eventRow(plan.event).props ?? [])
    .filter(({ art }) => !shown.has(art))
    .map((prop) => propArt(scene, prop))
  return {
    subject: drawn.map(({ subject }) => subject).join(''),
    shadow: drawn.map(({ shadow }) => shadow).join(''),
  }
}

function propArt({ frame, place, seeds }: Scene, { art, x: share, y: below, size, hue }: EventProp): Drawn {
  const x = frame.width / 2 + share * Math.min(frame.width, 1500)
  const y = Math.min(985, place.ground + below)
  const shadow = below > -60 ? groundShadow({ x, y }, size * 0.42) : ''
  const prop = propNamed(art)
  if (prop)
    return {
      subject: placed(prop.draw(hue, random(seeds.scene, art)), { x, y, scale: size / prop.height }),
      shadow,
    }
  return { subject: hasIcon(art) ? icon(art, { x, y, size, colour: hue }) : '', shadow }
}
