import type { Catalogue, ModelRow } from '../core/model.ts'
import type { BlobStore } from '../core/ports/blob-store.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Courier } from '../core/ports/courier.ts'
import type { Engine } from '../core/ports/engine.ts'
import type { Fetcher } from '../core/ports/fetcher.ts'
import type { Followers } from '../core/ports/followers.ts'
import type { Pictures } from '../core/ports/pictures.ts'
import type { JobQueue } from '../core/ports/queue.ts'
import type { Records } from '../core/ports/records.ts'
import type { WebhookSender } from '../core/ports/webhook-sender.ts'
import type { Turns } from '../lib/turns.ts'

/** What the use cases work with. Composed once; every verb takes what it needs of it. */
export interface AppContext {
  readonly records: Records
  readonly blobs: BlobStore
  readonly queue: JobQueue
  readonly followers: Followers
  readonly courier: Courier
  readonly engines: Engines
  readonly catalogue: Catalogue
  readonly pictures: Pictures
  readonly fetcher: Fetcher
  readonly sender: WebhookSender
  readonly clock: Clock
  /** References are whole in memory while they are looked at, so only a few are at a time. */
  readonly looking: Turns
  readonly settings: Settings
  /** What went wrong on our side, with its cause; never a caller's mistake. */
  readonly report: (error: unknown, about: Readonly<Record<string, string>>) => void
}

/** The operator's engines in order of preference. */
export interface Engines {
  readonly all: readonly Engine[]
  /** The first that serves the row. */
  forRow(row: ModelRow): Engine | undefined
  named(name: string): Engine | undefined
}

export interface Settings {
  /** A worker that has not renewed its lease for this long is taken for dead. */
  readonly leaseMs: number
  /** Before the first try again; doubled before each further one. */
  readonly firstPauseMs: number
  /** How long an engine that cannot be reached is tried again, within the caller's own wait; counted from the job's start. */
  readonly unreachableWindowMs: number
  /** How long bought results are fetched again while their address does not answer, counted from the asking. */
  readonly fetchWindowMs: number
  /** Largest result picture taken from an engine. */
  readonly maxResultBytes: number
  /** One reference fetched from an address. */
  readonly referenceTimeoutMs: number
  /** Largest reference where the model's row names no limit. */
  readonly maxReferenceBytes: number
  /** Base of result addresses in webhooks, without a slash at the end; undefined: as the job's caller reached us. */
  readonly publicUrl: string | undefined
}

export function engineRoster(all: readonly Engine[]): Engines {
  return {
    all,
    forRow: (row) => all.find((engine) => engine.modelName(row) !== undefined),
    named: (name) => all.find((engine) => engine.name === name),
  }
}
