import { character, CHARACTER_HEIGHT } from '../figures/character.ts'
import { holding } from '../figures/holding.ts'
import { lookOf } from '../figures/look.ts'
import { isCharacter } from '../plan/character.ts'
import { random } from '../random.ts'
import { ellipse, placed } from '../svg/shapes.ts'
import { castChoices, type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import { mountOf } from './mount.ts'
import { characterHeight, elbowroom, headroom } from './natural-size.ts'
import { rider } from './riding.ts'
import type { Scene, Soloist } from './scene.ts'
import type { Slot } from './slots.ts'
import { thing } from './thing-art.ts'

export function actorArt(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const mount = mountOf(soloist.actor)
  if (mount) return rider(scene, soloist, { slot, mount })
  return isCharacter(soloist.actor.figure) ? standing(scene, soloist, slot) : thing(scene, soloist, slot)
}

function standing(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure } = soloist.actor
  const look = lookOf(figure, castChoices(scene, soloist))
  const choose = random(scene.seeds.scene, `stance ${figure.key} ${soloist.nth}`)
  const stance = holding(soloist.actor, choose)
  const tall = characterHeight(figure)
  const room = slot.aloft ? Math.min(slot.height, slot.y - 60) : slot.height
  const fit = Math.min(
    slot.scale,
    room / (tall * headroom(soloist)),
    slot.width / (tall * elbowroom(soloist)),
  )
  const height = tall * fit * (scene.place.floating ? 0.8 : 1)
  const turn = slot.aloft ? choose.between(-16, 16) : 0
  const board = figure.role === 'surfer' ? surfboard() : ''
  const person = { x: slot.x, y: slot.y, turn, scale: height / CHARACTER_HEIGHT }
  const grounded = !slot.aloft && board === ''
  return {
    subject: placed(board + character(look, stance), person),
    shadow: grounded ? groundShadow(slot, height * (stance.pose === 'sleep' ? 0.5 : 0.24)) : '',
  }
}

function surfboard(): string {
  return ellipse([0, 6, 120, 15], '#f4efe2') + ellipse([0, 3, 108, 9], '#e4572e')
}
