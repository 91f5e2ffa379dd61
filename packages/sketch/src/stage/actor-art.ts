import { character, CHARACTER_HEIGHT } from '../figures/character.ts'
import { figureArt, figureAspect, iconOf } from '../figures/figure-art.ts'
import { holding } from '../figures/holding.ts'
import { lookOf } from '../figures/look.ts'
import { isCharacter } from '../plan/cast.ts'
import type { Figure } from '../plan/plan.ts'
import { random, type Random } from '../random.ts'
import { icon, seatOf } from '../svg/icon.ts'
import { ellipse, faded, num, placed } from '../svg/shapes.ts'
import { CONCEPTS } from '../words/concept.ts'
import { bouquet } from './bouquet.ts'
import type { Scene, Soloist } from './scene.ts'
import type { Slot } from './slots.ts'

export interface Drawn {
  readonly subject: string
  readonly shadow: string
  /** A mirror image on a polished ground. */
  readonly reflection?: string | undefined
}

const DEFAULT_HEIGHT = 320
const GROWN = 460
const CHILD = 430

export function actorArt(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure, rides } = soloist.actor
  if (rides !== undefined && iconOf(rides) !== undefined) return rider(scene, soloist, slot)
  return isCharacter(figure) ? standing(scene, soloist, slot) : thing(scene, soloist, slot)
}

/** The character stream: by kind and number, so that a story's hero keeps its looks. */
export function castChoices({ seeds }: Scene, { actor, nth }: Soloist): Random {
  return random(seeds.cast, `cast ${actor.figure.key} ${actor.figure.role ?? ''} ${nth}`)
}

function rider(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure, rides } = soloist.actor
  const name = rides && iconOf(rides)
  if (!rides || name === undefined) return { subject: '', shadow: '' }
  const [seatX, seatY] = seatOf(name)
  const natural = (CONCEPTS.get(rides.key)?.height ?? DEFAULT_HEIGHT) * 0.96
  const headroom = natural * (1 - seatY) + (natural / 310) * (figure.role === 'astronaut' ? 185 : 175)
  const aspect = figureAspect(rides)
  const height = natural * Math.min(slot.scale, slot.height / headroom, slot.width / (natural * aspect))
  const saddle = { x: slot.x + (seatX - 0.5) * height * aspect, y: slot.y - height * (1 - seatY) }
  const size = height / 310
  const person = character(lookOf(figure, castChoices(scene, soloist)), { pose: 'ride' })
  return {
    subject:
      icon(name, { x: slot.x, y: slot.y, size: height, colour: rides.colour }) +
      placed(person, { x: saddle.x, y: saddle.y + 58 * size, scale: size }),
    shadow: groundShadow(slot, height * aspect * 0.42),
  }
}

function standing(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure } = soloist.actor
  const look = lookOf(figure, castChoices(scene, soloist))
  const choose = random(scene.seeds.scene, `stance ${figure.key} ${soloist.nth}`)
  const stance = holding(soloist.actor, choose)
  const tall = CHILDREN.has(figure.key) ? CHILD : GROWN
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

const CHILDREN = new Set(['girl', 'boy', 'child', 'baby'])
const TALL_HEADGEAR = new Set(['wizard', 'chef', 'knight', 'king', 'queen', 'samurai'])

/** Height with hat or umbrella, as a multiple of the character's own. */
function headroom({ actor: { figure, holds } }: Soloist): number {
  if (holds?.key === 'umbrella') return 1.38
  return figure.hat || TALL_HEADGEAR.has(figure.role ?? '') ? 1.27 : 1
}

/** Width as a multiple of the character's height; an umbrella reaches further to one side. */
function elbowroom({ actor: { holds } }: Soloist): number {
  return holds?.key === 'umbrella' ? 1.17 : 0.62
}

function surfboard(): string {
  return ellipse([0, 6, 120, 15], '#f4efe2') + ellipse([0, 3, 108, 9], '#e4572e')
}

function thing(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure, plays, holds } = soloist.actor
  const choose = random(scene.seeds.scene, `thing ${figure.key} ${soloist.nth}`)
  const aspect = figureAspect(figure)
  const height = heightOf(figure, slot, aspect)
  const mirrored = choose.unit() < 0.5 && mayTurn(scene, figure)
  const y = slot.aloft ? Math.max(slot.y, height + 70) : slot.y
  const own = figureArt(figure, { x: slot.x, y, height, mirrored, choose: castChoices(scene, soloist) })
  const body = { x: slot.x, y, height, mirrored }
  const inside =
    figure.key === 'vase' && holds
      ? placed(bouquet(holds, choose), { x: slot.x, y: y - height * 0.97, scale: height / 240 })
      : ''
  const outside = figure.key === 'vase' ? '' : carried(holds, body)
  const polished = scene.place.studio === true && !slot.aloft && aspect < 1.4
  return {
    subject: inside + own + instrument(plays, body) + outside,
    shadow:
      slot.aloft || figure.key === 'sportscar' ? '' : groundShadow({ x: slot.x, y }, height * aspect * 0.42),
    reflection: polished
      ? faded(`<g transform="translate(0 ${num(y * 2)}) scale(1 -1)">${own}</g>`, 0.14)
      : '',
  }
}

const ONE_SIDED = new Set(['sportscar', 'perfume', 'vase', 'watch', 'snowman'])

/** Icons look to the left; opponents must go on facing each other. */
function mayTurn(scene: Scene, figure: Figure): boolean {
  return !ONE_SIDED.has(figure.key) && scene.plan.actors.every((actor) => actor.figure.pose !== 'fight')
}

const CLOSE_UPS = new Set(['perfume', 'watch'])

function heightOf(figure: Figure, slot: Slot, aspect: number): number {
  const concept = CONCEPTS.get(figure.key)
  const small = concept?.category === 'object'
  const natural = concept?.height ?? (small ? 260 : DEFAULT_HEIGHT)
  const closer = slot.scale > 1.5 && (small || concept?.category === 'animal') ? 1.15 : 1
  const wanted = CLOSE_UPS.has(figure.key) ? 640 : natural * slot.scale * closer
  const limit = slot.aloft ? Math.min(slot.height * 0.62, 430) : slot.height
  return Math.min(wanted, limit * (figure.key === 'vase' ? 0.58 : 1), (slot.width * 0.96) / aspect)
}

/** Where a thing stands, for what it holds. */
interface Body {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly mirrored: boolean
}

function instrument(figure: Figure | undefined, { x, y, height, mirrored }: Body): string {
  const name = figure && iconOf(figure)
  if (name === undefined) return ''
  const grip = { x: x + (mirrored ? 10 : -10), y: y - height * 0.36, size: height * 0.62, turn: -4, mirrored }
  return icon(name, { ...grip, fit: 'longest', anchor: 'middle' })
}

function carried(figure: Figure | undefined, { x, y, height }: Body): string {
  const name = figure && iconOf(figure)
  if (!figure || name === undefined) return ''
  return icon(name, {
    x,
    y: y - height * 0.3,
    size: height * 0.4,
    fit: 'longest',
    anchor: 'middle',
    colour: figure.colour,
  })
}

/** A soft dark patch, and a smaller, darker one where the feet touch. */
export function groundShadow({ x, y }: { readonly x: number; readonly y: number }, half: number): string {
  return (
    ellipse([x, y - 2, half * 1.15, Math.max(6, half * 0.16)], '#000000', { opacity: 0.34 }) +
    ellipse([x, y - 2, half * 0.8, Math.max(4, half * 0.09)], '#000000', { opacity: 0.4 })
  )
}
