import { character, CHARACTER_HEIGHT, SITTING } from '../figures/character.ts'
import { curled } from '../figures/curled.ts'
import { figureArt, figureAspect } from '../figures/figure-art.ts'
import { holding } from '../figures/holding.ts'
import { lookOf } from '../figures/look.ts'
import { isCharacter } from '../plan/character.ts'
import { placed } from '../svg/shapes.ts'
import { castChoices, type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import type { Mount } from './mount.ts'
import type { Scene, Soloist } from './scene.ts'
import type { Slot } from './slots.ts'

/** How far above its feet a character sits. */
const HIPS = 58

/** One on its horse, in its boat or on its chair. */
export function rider(scene: Scene, soloist: Soloist, { slot, mount }: { slot: Slot; mount: Mount }): Drawn {
  const scale = Math.min(slot.scale, slot.height / mount.height, (slot.width * 1.05) / mount.width)
  const height = mount.mountHeight * scale
  const across = height * figureAspect(mount.figure)
  const [seatX, seatY] = mount.seat
  const seat = { x: slot.x + (seatX - 0.5) * across, y: slot.y - height * (1 - seatY) }
  const carrier = figureArt(mount.figure, {
    x: slot.x,
    y: slot.y,
    height,
    choose: castChoices(scene, soloist),
  })
  const on = seated(scene, soloist, { mount, seat, scale })
  return {
    subject: mount.inFront ? on + carrier : carrier + on,
    shadow: slot.aloft ? '' : groundShadow(slot, across * 0.42),
  }
}

interface Seated {
  readonly mount: Mount
  readonly seat: { readonly x: number; readonly y: number }
  readonly scale: number
}

function seated(scene: Scene, soloist: Soloist, { mount, seat, scale }: Seated): string {
  const { figure } = soloist.actor
  const choose = castChoices(scene, soloist)
  const height = mount.riderHeight * scale
  const lying = curled(figure)
  if (lying) return placed(lying, { x: seat.x, y: seat.y + 8, scale: (height * 0.62) / 160 })
  if (!isCharacter(figure)) return figureArt(figure, { x: seat.x, y: seat.y + height * 0.06, height, choose })
  const size = height / CHARACTER_HEIGHT
  const busy = mount.inFront && soloist.actor.holds !== undefined
  const stance = busy ? holding(soloist.actor, choose) : { pose: mount.pose }
  const person = character(lookOf(figure, choose), stance)
  const sunk = mount.pose === 'stand' ? 4 : mount.pose === 'sit' ? HIPS - SITTING : HIPS
  return placed(person, { x: seat.x, y: seat.y + sunk * size, scale: size })
}
