import type { Micros } from '../money.ts'

/** What engines were asked for and what came of it, to hold against the bill of whoever runs them. */
export interface ReconciliationRecords {
  /** Jobs whose first call that counts was sent in the span, by UTC day, model and engine. */
  rows(span: ReconciliationSpan): Promise<readonly ReconciliationRow[]>
}

export interface ReconciliationSpan {
  /** Epoch ms, inclusive. */
  readonly from: number
  /** Epoch ms, exclusive. */
  readonly to: number
}

/**
 * Calls count that were sent and not taken back: one that is tried again bought nothing. Of the pictures asked for,
 *
 *   asked = delivered + failed + unknown + lost + in flight
 *
 * but for stories and layers, whose number the upstream chooses: what it did not make is in none of them.
 */
export interface ReconciliationSums {
  readonly calls: number
  /** The most pictures these calls could give. */
  readonly asked: number
  readonly delivered: number
  /** Refused by the upstream, answered with no picture, or declared not bought by a person. */
  readonly failed: number
  /** Perhaps bought, and nobody has said so yet: no answer, one that broke off, pictures that never came to be kept. */
  readonly unknown: number
  /** Declared bought by a person; they never came. */
  readonly lost: number
  /** Not answered yet. */
  readonly inFlight: number
  /** For what was delivered. */
  readonly charged: Micros
  /** For what was lost. */
  readonly lostCost: Micros
  /** Still reserved though the job is finished. */
  readonly held: Micros
}

export interface ReconciliationRow extends ReconciliationSums {
  /** `2026-11-20`: when the first call of the job was sent. */
  readonly day: string
  readonly model: string
  readonly engine: string
}
