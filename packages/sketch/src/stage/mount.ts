import { figureAspect, seatFor } from '../figures/figure-art.ts'
import { isCharacter } from '../plan/character.ts'
import type { Actor, Figure, Pose } from '../plan/plan.ts'
import { CONCEPTS } from '../words/concept.ts'

/** What one rides or sits on, at scale 1, with its rider. */
export interface Mount {
  readonly figure: Figure
  readonly mountHeight: number
  /** Fractions of the mount's box from its left and top. */
  readonly seat: readonly [number, number]
  readonly pose: Pose
  readonly riderHeight: number
  /** The mount hides the rider's lower half. */
  readonly inFront: boolean
  readonly width: number
  readonly height: number
}

const RIDER = 377
const SITTING = 0.745
const STOOD_ON = new Set(['skateboard', 'sled', 'kickscooter', 'globe', 'skis'])
const SHIPS = new Set(['ship', 'ferry', 'cruise'])
const OPEN = new Set([
  'bicycle',
  'motorcycle',
  'scooter',
  'tractor',
  'skateboard',
  'sled',
  'kickscooter',
  'rocket',
  'hotairballoon',
])

export function mountOf({ figure, rides }: Actor): Mount | undefined {
  const seat = rides && seatFor(rides)
  if (!rides || !seat) return undefined
  const mountHeight = naturalHeight(rides.key) * (SHIPS.has(rides.key) ? 1.35 : 0.96)
  const person = isCharacter(figure)
  const riderHeight = person ? RIDER : naturalHeight(figure.key)
  const pose = poseOn(rides)
  const hat = figure.role === undefined ? 1 : 1.1
  const above = person && pose !== 'stand' ? riderHeight * SITTING * hat : riderHeight
  return {
    figure: rides,
    mountHeight,
    seat,
    pose,
    riderHeight,
    inFront: CONCEPTS.get(rides.key)?.category === 'vehicle' && !OPEN.has(rides.key),
    width: Math.max(mountHeight * figureAspect(rides), riderHeight * 0.5),
    height: Math.max(mountHeight, mountHeight * (1 - seat[1]) + above),
  }
}

function naturalHeight(key: string): number {
  return CONCEPTS.get(key)?.height ?? 320
}

function poseOn({ key }: Figure): Pose {
  if (STOOD_ON.has(key) || SHIPS.has(key)) return 'stand'
  const { category } = CONCEPTS.get(key) ?? {}
  if (category === 'animal' || OPEN.has(key) || key === 'broom') return 'ride'
  return category === 'plant' ? 'hold' : 'sit'
}
