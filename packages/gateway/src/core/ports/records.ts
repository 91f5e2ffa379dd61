import type { Key } from '../caller.ts'
import type { FaultNote } from '../fault.ts'
import type { FailedItem, Image } from '../image.ts'
import type { Ask, Job, JobStatus, Ticket } from '../job.ts'
import type { Micros } from '../money.ts'
import type { JsonObject } from '../json.ts'
import type { Plan } from '../plan.ts'
import type { BlobKey } from './blob-store.ts'
import type { ReconciliationRecords } from './reconciliation-records.ts'
import type { RetentionRecords } from './retention-records.ts'
import type { DeliveryRecords, WebhookRecords } from './webhook-records.ts'

/** Everything that is written down. Every promise resolves only when the change is durable. */
export interface Records {
  readonly jobs: JobRecords
  readonly asks: AskRecords
  readonly images: ImageRecords
  readonly keys: KeyRecords
  readonly ledger: LedgerRecords
  readonly idempotency: IdempotencyRecords
  readonly files: FileRecords
  readonly webhooks: WebhookRecords
  readonly deliveries: DeliveryRecords
  readonly audit: AuditRecords
  readonly reconciliation: ReconciliationRecords
  readonly retention: RetentionRecords
  /** All or nothing. The records handed to `work` are the transaction's own; nesting is not allowed. */
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface NewJob {
  readonly id: string
  readonly ownerId: string
  readonly keyId: string
  readonly dialect: string
  readonly route: string
  readonly plan: Plan
  /** SHA-256 of the decoded request; the same request has the same one. */
  readonly bodyHash: string
  readonly createdAt: number
}

/** What may change in a job. Fields left out stay. */
export interface JobChange {
  readonly status?: JobStatus
  readonly runAt?: number
  readonly leaseUntil?: number
  readonly attempts?: number
  readonly cancelRequested?: boolean
  /** null: whatever it was, it is no longer so. */
  readonly fault?: FaultNote | null
  readonly cost?: Micros
  readonly warnings?: readonly string[]
  /** null: it will be started again. */
  readonly startedAt?: number | null
  /** null: it lives again. */
  readonly finishedAt?: number | null
}

export interface JobRecords {
  /** Inserted as `queued`, due at once. */
  insert(job: NewJob): Promise<Job>
  find(id: string): Promise<Job | undefined>
  /** Newest first. `cursor` is the id of the last job already seen. */
  list(filter: JobFilter): Promise<readonly Job[]>
  /** undefined when someone else changed the row since `job` was read; the caller drops its work. */
  change(job: Job, change: JobChange, at: number): Promise<Job | undefined>
  /** Ids of jobs to work on: queued or waiting and due, or running with the lease passed. Oldest first. */
  due(now: number, limit: number): Promise<readonly string[]>
  /** Takes every running job from its worker: for a process that knows to be alone. Returns how many there were. */
  abandon(at: number): Promise<number>
  /** The newest job of this key with this body. */
  latestWithBody(keyId: string, bodyHash: string): Promise<Job | undefined>
}

export interface JobFilter {
  /** undefined: everybody's (admin). */
  readonly ownerId: string | undefined
  readonly status: JobStatus | undefined
  /** Catalogue id. */
  readonly model: string | undefined
  /** Text in the prompt, any case. */
  readonly text: string | undefined
  readonly cursor: string | undefined
  readonly limit: number
}

export interface AskRecords {
  /** All asks of a job by part, those never asked included once `plan`ned. */
  of(jobId: string): Promise<readonly Ask[]>
  /** One row per part, with the pictures each is to give; does nothing for a job that has rows: a cut is for good. */
  open(jobId: string, pictures: readonly number[]): Promise<void>
  /** On disk before it resolves: the engine is asked after this. */
  asked(jobId: string, part: number, at: number): Promise<void>
  ticket(jobId: string, part: number, ticket: Ticket): Promise<void>
  answered(
    jobId: string,
    part: number,
    outcome: { readonly at: number; readonly fault: FaultNote | undefined },
  ): Promise<void>
  /**
   * Back to never asked, its failures forgotten: only where nothing can have been bought, where asking again is free, or
   * where a person wants it. Call within a transaction.
   */
  reset(jobId: string, part: number): Promise<void>
}

export interface ImageRecords {
  /** False, and nothing done, when this job already has a picture or a failure at that index. */
  add(image: Image): Promise<boolean>
  addFailed(item: FailedItem): Promise<boolean>
  /** Pictures of a job by index. */
  of(jobId: string): Promise<readonly Image[]>
  failedOf(jobId: string): Promise<readonly FailedItem[]>
  find(id: string): Promise<Image | undefined>
  /** The owner's newest picture with these bytes, so that an upload of it finds its recipe. */
  findByBlob(blob: BlobKey, ownerId: string): Promise<Image | undefined>
}

export interface KeyRecords {
  insert(key: Key, secretHash: string): Promise<void>
  findByHash(secretHash: string): Promise<Key | undefined>
  find(id: string): Promise<Key | undefined>
  list(): Promise<readonly Key[]>
  change(id: string, change: KeyChange): Promise<void>
}

export type KeyChange = Partial<
  Pick<
    Key,
    | 'name'
    | 'scopes'
    | 'models'
    | 'requestsPerMinute'
    | 'imagesPerMinute'
    | 'monthlyBudget'
    | 'expiresAt'
    | 'lastUsedAt'
    | 'revokedAt'
  >
>

/** One line of the ledger. Sums over `micros` are what a key has spent or holds reserved. */
export interface LedgerEntry {
  readonly jobId: string
  readonly keyId: string
  readonly ownerId: string
  /**
   * reserve: positive, at submit. settle: the cost of what was delivered. release: minus the reservation, but for what
   * may have been bought. resolve: minus what release left, once a person has said how it was. loss: what was bought and
   * never came.
   */
  readonly kind: 'reserve' | 'settle' | 'release' | 'resolve' | 'loss'
  readonly micros: Micros
  /** Delivered pictures (settle only). */
  readonly images: number
  readonly model: string
  readonly engine: string
  readonly at: number
}

export interface LedgerRecords {
  add(entry: LedgerEntry): Promise<void>
  of(jobId: string): Promise<readonly LedgerEntry[]>
  /** Spent plus reserved by a key since `from`, micro-dollars. */
  committed(keyId: string, from: number): Promise<Micros>
  /** Spend, settled and lost, by UTC day, model, engine and key. `ownerId` undefined: everybody's. */
  usage(filter: UsageFilter): Promise<readonly UsageRow[]>
}

export interface UsageFilter {
  readonly ownerId: string | undefined
  readonly keyId: string | undefined
  /** Catalogue id. */
  readonly model: string | undefined
  /** Epoch ms, inclusive. */
  readonly from: number
  /** Epoch ms, exclusive. */
  readonly to: number
}

/** Who did what an operator may have to explain. */
export interface AuditEntry {
  readonly id: string
  readonly at: number
  readonly actorKeyId: string | undefined
  /** `job.resolve` */
  readonly action: string
  /** Id of the thing it was done to. */
  readonly subject: string
  readonly details: JsonObject
}

export interface AuditRecords {
  add(entry: AuditEntry): Promise<void>
  /** Oldest first. */
  of(subject: string): Promise<readonly AuditEntry[]>
}

export interface UsageRow {
  /** `2026-11-20` */
  readonly day: string
  readonly model: string
  readonly engine: string
  readonly keyId: string
  readonly jobs: number
  readonly images: number
  readonly cost: Micros
}

export interface IdempotencyRecords {
  find(
    keyId: string,
    idempotencyKey: string,
  ): Promise<{ readonly jobId: string; readonly bodyHash: string } | undefined>
  /** Replaces what was there. */
  put(entry: {
    readonly keyId: string
    readonly idempotencyKey: string
    readonly bodyHash: string
    readonly jobId: string
    readonly createdAt: number
  }): Promise<void>
}

/** An uploaded reference, used later as `file_…`. */
export interface StoredFile {
  readonly id: string
  readonly ownerId: string
  readonly blob: BlobKey
  readonly name: string
  readonly bytes: number
  readonly createdAt: number
}

export interface FileRecords {
  insert(file: StoredFile): Promise<void>
  find(id: string): Promise<StoredFile | undefined>
  list(ownerId: string): Promise<readonly StoredFile[]>
  remove(id: string): Promise<void>
}
