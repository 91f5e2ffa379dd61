import type { FaultNote } from './fault.ts'
import type { JsonValue } from './json.ts'
import type { Micros } from './money.ts'
import type { Plan } from './plan.ts'

/**
 * queued ──► running ──► succeeded      one image or more; failed items listed
 *   ▲          │ │ └───► failed         nothing delivered; refunded
 *   └─ retry ──┘ │
 *                ├─────► waiting        the engine gave a ticket; asked again later, by any replica
 *                └─────► unknown        an engine was asked and nobody knows the outcome; held until resolved
 * any unfinished ──► cancelled          what was delivered before is kept and charged
 */
export type JobStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'unknown' | 'cancelled'

export interface Job {
  /** `job_…`, time-ordered. */
  readonly id: string
  readonly ownerId: string
  readonly keyId: string
  /** The dialect and route that took it; answers about it keep that shape. */
  readonly dialect: string
  readonly route: string
  readonly plan: Plan
  readonly status: JobStatus
  /** Grows with every change of the row; a writer who holds an older one has lost. */
  readonly version: number
  /** Due for work from then on, epoch ms (queued, waiting). */
  readonly runAt: number
  /** A running job whose lease has passed may be taken by another worker. */
  readonly leaseUntil: number
  readonly attempts: number
  readonly cancelRequested: boolean
  /** Why it failed, was cancelled, or is unknown. */
  readonly fault: FaultNote | undefined
  /** What was charged: for delivered images, and for what a person declared bought. 0 until settled. */
  readonly cost: Micros
  readonly warnings: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
}

/** An engine's own note about work in flight. Opaque to all others; must survive JSON. */
export type Ticket = JsonValue

/**
 * One call to an engine, and so one purchase. A job has one, or `count` of them where the engine makes one
 * picture a call.
 *
 *   (row) ──asked_at──► asked ──ticket──► ticketed ──► answered
 *
 * Asked without ticket or answer after a crash: the outcome is unknown and nobody asks again by himself.
 */
export interface Ask {
  readonly jobId: string
  /** From 0. */
  readonly part: number
  /** Place in the job's answer of its first picture. */
  readonly first: number
  /** Most pictures it can give; cut when it was first opened, and kept whatever the engine's settings become. */
  readonly pictures: number
  /** Durable before the engine hears anything. */
  readonly askedAt: number | undefined
  readonly ticket: Ticket | undefined
  readonly answeredAt: number | undefined
  readonly fault: FaultNote | undefined
}

const FINISHED: Readonly<Record<JobStatus, boolean>> = {
  queued: false,
  running: false,
  waiting: false,
  succeeded: true,
  failed: true,
  unknown: true,
  cancelled: true,
}

/** Will nothing more happen to it by itself? `unknown` counts: it waits for a person. */
export function isFinished(job: Pick<Job, 'status'>): boolean {
  return FINISHED[job.status]
}
