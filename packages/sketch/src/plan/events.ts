import rows from '../data/events.json' with { type: 'json' }
import type { EventName } from './plan.ts'

/** One row of `data/events.json`: where and when something happens, and what stands around. */
export interface EventRow {
  readonly place: string
  readonly sky?: string
  readonly weather?: string
  readonly props?: readonly EventProp[]
}

export interface EventProp {
  /** A drawing of `props/`, or a packed icon. */
  readonly art: string
  /** From the middle, as a share of the picture's width. */
  readonly x: number
  /** Below the ground line; above it when negative. */
  readonly y: number
  /** Stage units high. */
  readonly size: number
  /** The colour it is painted in. */
  readonly hue?: string
}

export function eventRow(event: EventName): EventRow {
  return rows[event]
}
