import { curled } from '../figures/curled.ts'
import { figureArt, figureAspect, iconOf } from '../figures/figure-art.ts'
import type { Figure } from '../plan/plan.ts'
import { random, type Random } from '../random.ts'
import { icon } from '../svg/icon.ts'
import { ellipse, faded, num, placed } from '../svg/shapes.ts'
import { CONCEPTS } from '../words/concept.ts'
import { bouquet } from './bouquet.ts'
import { castChoices, type Drawn } from './drawn.ts'
import { groundShadow } from './ground-shadow.ts'
import { thingHeight } from './natural-size.ts'
import type { Scene, Soloist } from './scene.ts'
import { WATERFOWL } from './setting-for.ts'
import type { Slot } from './slots.ts'

/** A figure that is not a character, with what it carries, plays or has in it. */
export function thing(scene: Scene, soloist: Soloist, slot: Slot): Drawn {
  const { figure, plays, holds } = soloist.actor
  const choose = random(scene.seeds.scene, `thing ${figure.key} ${soloist.nth}`)
  const aspect = figureAspect(figure)
  const height = heightOf(figure, slot, aspect) * (figure.pose === 'jump' ? 0.8 : 1)
  const mirrored = choose.unit() < 0.5 && mayTurn(scene, figure)
  const afloat = isAfloat(scene, figure)
  const y =
    (slot.aloft ? Math.max(slot.y, height + slot.top) : slot.y) - (afloat ? leapOf(figure, height) : 0)
  const body = { x: slot.x, y, height, mirrored }
  const lying = curled(figure)
  const own = lying
    ? placed(lying, { x: slot.x, y, scale: (height * 0.62) / 160 })
    : figureArt(painted(figure, soloist.nth), { ...body, choose: castChoices(scene, soloist) })
  const half = height * aspect * 0.42
  return {
    subject:
      inside(holds, body, figure) +
      own +
      instrument(plays, body) +
      carriedBy(figure, holds, body) +
      (afloat ? splash(slot, half * 2.4) : ''),
    shadow: afloat ? '' : thingShadow(scene, { figure, slot, half }),
    reflection: scene.place.studio === true && !slot.aloft && aspect < 1.4 ? mirrorImage(own, y) : '',
  }
}

function painted(figure: Figure, nth: number): Figure {
  if (figure.key !== 'balloon' || figure.colour !== undefined) return figure
  return { ...figure, colour: BALLOONS[nth % BALLOONS.length] }
}

/** Leaping above the water, or a little below its surface. */
function leapOf({ pose }: Figure, height: number): number {
  return pose === 'jump' ? height * 0.08 : -height * 0.08
}

/** Flowers stand in a vase. */
function inside(holds: Figure | undefined, { x, y, height }: Body, { key }: Figure): string {
  if (key !== 'vase' || !holds) return ''
  return placed(bouquet(holds, random('vase', holds.key)), { x, y: y - height * 0.97, scale: height / 240 })
}

function carriedBy({ key }: Figure, holds: Figure | undefined, body: Body): string {
  return key === 'vase' ? '' : carried(holds, body, random('carried', key))
}

function mirrorImage(art: string, y: number): string {
  return faded(`<g transform="translate(0 ${num(y * 2)}) scale(1 -1)">${art}</g>`, 0.14)
}

const BALLOONS = ['#d92626', '#2a6fdb', '#f6c927', '#2f9e44', '#8e44ad']

function thingShadow(
  { place }: Scene,
  { figure, slot, half }: { figure: Figure; slot: Slot; half: number },
): string {
  if (slot.aloft) return place.studio ? groundShadow({ x: slot.x, y: place.ground + 40 }, half * 0.7) : ''
  return figure.key === 'sportscar' ? '' : groundShadow(slot, half)
}

const OPEN_WATER = new Set(['sea', 'lake', 'harbour', 'pool'])
const FLOATING = new Set(['sailboat', 'ship', 'canoe', 'cruise', 'ferry', 'speedboat', 'motorboat'])

function isAfloat({ plan }: Scene, { key, pose }: Figure): boolean {
  if (!OPEN_WATER.has(plan.place)) return false
  return pose === 'swim' || CONCEPTS.get(key)?.habitat === 'water' || FLOATING.has(key) || WATERFOWL.has(key)
}

/** White water around what swims or leaps. */
function splash({ x, y }: { readonly x: number; readonly y: number }, width: number): string {
  const drops = [-0.5, -0.34, 0.36, 0.52].map((side, at) =>
    ellipse([x + side * width, y - 26 - (at % 2) * 30, 9, 14], '#ffffff', { opacity: 0.9 }),
  )
  return (
    ellipse([x, y, width * 0.62, 20], '#ffffff', { opacity: 0.55 }) +
    ellipse([x - width * 0.12, y - 6, width * 0.4, 15], '#ffffff', { opacity: 0.75 }) +
    drops.join('')
  )
}

const ONE_SIDED = new Set(['sportscar', 'perfume', 'vase', 'watch', 'snowman'])

/** Icons look to the left; opponents must go on facing each other. */
function mayTurn(scene: Scene, figure: Figure): boolean {
  return !ONE_SIDED.has(figure.key) && scene.plan.actors.every((actor) => actor.figure.pose !== 'fight')
}

function heightOf(figure: Figure, slot: Slot, aspect: number): number {
  const limit = slot.aloft ? Math.min(slot.height * 0.7, 470) : slot.height
  const room = limit * (figure.key === 'vase' ? 0.58 : 1)
  return Math.min(thingHeight(figure) * slot.scale, room, (slot.width * 0.98) / aspect)
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

function carried(figure: Figure | undefined, { x, y, height }: Body, choose: Random): string {
  if (!figure) return ''
  const size = Math.min(height * 0.4, (height * 0.4) / figureAspect(figure))
  return figureArt(figure, { x, y: y - height * 0.12, height: size, choose })
}
