import { isCharacter } from '../plan/cast.ts'
import { random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import type { Scene, Soloist } from './scene.ts'

/** Where one stands, and how large it may be. */
export interface Slot {
  readonly x: number
  /** The height of its feet. */
  readonly y: number
  /** Multiplies natural heights. */
  readonly scale: number
  /** Stage units free for it. */
  readonly width: number
  readonly height: number
  /** Off the ground: no shadow. */
  readonly aloft: boolean
}

/** One more wide slot than this per picture is a crowd, not a scene. */
const WIDEST_SLOT = 560
const BIRDS_AND_BALLOONS = 'air'

/** Slots from left to right, as large as the number of soloists allows. */
export function slotsFor(scene: Scene, soloists: readonly Soloist[], deck: number | undefined): Slot[] {
  const { frame, place, seeds } = scene
  const count = soloists.length
  const choose = random(seeds.scene, 'slots')
  const span = Math.min(frame.width, count === 1 ? 1700 : count * WIDEST_SLOT + 300)
  const left = (frame.width - span) / 2
  return soloists.map((soloist, at) => {
    const aloft = isAloft(scene, soloist)
    const depth =
      count > 1 && scene.plan.place !== 'rooftop' && deck === undefined ? (at % 2 === 1 ? -34 : 14) : 0
    const standing = vehicleOnDeck(soloist, deck) ?? place.ground + depth
    const centred = scene.plan.place === 'rooftop' || scene.plan.place === 'sea'
    const x =
      count === 1
        ? left + span * (centred ? 0.5 : choose.between(0.46, 0.54))
        : left + (span * (at + 0.6)) / (count + 0.2)
    const top = scene.plan.styles.includes('cinematic') ? 150 : 80
    return {
      x,
      y: aloft ? hoverHeight(scene, { count, at }) : standing,
      scale: sizeFor(count) * (1 + depth / 600),
      width: count === 1 ? span * 0.84 : (span / count) * 1.02,
      height: Math.max(160, standing - top),
      aloft,
    }
  })
}

function sizeFor(count: number): number {
  if (count <= 3) return [1.7, 1.7, 1.2, 1][count] ?? 1
  return count <= 5 ? 0.8 : 0.62
}

function vehicleOnDeck({ actor }: Soloist, deck: number | undefined): number | undefined {
  return deck !== undefined && CONCEPTS.get(actor.figure.key)?.category === 'vehicle' ? deck : undefined
}

/** Flying, floating in space, or at home in water. */
function isAloft({ plan, place }: Scene, { actor: { figure, rides } }: Soloist): boolean {
  if (place.floating) return true
  const category = CONCEPTS.get(figure.key)?.category
  const { habitat } = CONCEPTS.get(figure.key) ?? {}
  if (figure.pose === 'fly' && category !== 'building' && category !== 'plant' && rides === undefined)
    return true
  if (habitat === BIRDS_AND_BALLOONS && !isCharacter(figure))
    return (
      figure.pose !== 'stand' && figure.pose !== 'sit' && !['studio', 'room', 'kitchen'].includes(plan.place)
    )
  return plan.place === 'underwater'
}

/** The feet of those aloft; neighbours hang at different heights. */
function hoverHeight({ plan, place }: Scene, { count, at }: { count: number; at: number }): number {
  if (plan.place === 'underwater' || place.floating) return count === 1 ? 680 : 560 + (at % 2) * 190
  return count === 1 ? 500 : 430 + (at % 2) * 110
}
