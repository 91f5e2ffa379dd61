import type { Frame, PlaceArt } from '../places/place.ts'
import type { Actor, Plan } from '../plan/plan.ts'
import type { Seeds } from '../plan/seeds.ts'

/** One of a kind: an actor whose figure stands for itself. */
export interface Soloist {
  readonly actor: Actor
  /** Which of its kind, from 0. */
  readonly nth: number
}

/** Everything needed to draw one who is on stage. */
export interface Scene {
  readonly plan: Plan
  readonly seeds: Seeds
  readonly frame: Frame
  readonly place: PlaceArt
}
