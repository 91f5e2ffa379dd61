import type { Pose } from '../plan/plan.ts'

/** How a character stands, and what it has in its hands. */
export interface Stance {
  readonly pose: Pose
  /** Drawn between the body and the hands, around (0, -40). */
  readonly held?: string
  /** Holds an umbrella of this colour over the head. */
  readonly umbrella?: string | undefined
}
