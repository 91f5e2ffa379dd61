import { buffer } from 'node:stream/consumers'

import { identified } from '../../../src/blobs/measured.ts'
import { isFinished } from '../../../src/core/job.ts'
import type { BlobStore } from '../../../src/core/ports/blob-store.ts'
import type { JobChange, Records } from '../../../src/core/ports/records.ts'
import { changedJob, jobOf, rowOf } from '../../../src/records/queries/job-rows.ts'

/** One method that writes something down. */
export interface DurableWrite<Arguments extends readonly unknown[], Result> {
  /** What it does to whom: `job_… 0 complete`. Goes into the log of what was acknowledged. */
  readonly about: (...given: Arguments) => string
  /** What the caller would hear of a write that was done; told to him when the write is to be forgotten. */
  readonly pretend: (...given: Arguments) => Result | Promise<Result>
  /** Where one method serves several purposes: their names, and which one this call has. */
  readonly purposes?: readonly string[]
  readonly purpose?: (...given: Arguments) => string
}

type Method<Port, Name extends keyof Port> = Port[Name] extends (...given: infer Arguments) => infer Result
  ? DurableWrite<Arguments, Awaited<Result>> | typeof READS
  : never

/** Total: a method added to a port does not compile until it has said here whether it writes. */
type WritesOf<Port> = { readonly [Name in keyof Port]-?: Method<Port, Name> }

export type RecordPorts = Omit<Records, 'transaction' | 'close'>

export type DurableWrites = { readonly [Port in keyof RecordPorts]: WritesOf<RecordPorts[Port]> } & {
  readonly blobs: WritesOf<BlobStore>
}

export const READS = 'reads'

/** Housekeeping takes away what nobody needs any more. */
const TIDIES = { about: () => '', pretend: () => ({ rows: 0, blobs: [] }) }

export const DURABLE_WRITES: DurableWrites = {
  jobs: {
    insert: { about: ({ id }) => id, pretend: (job) => jobOf(rowOf(job)) },
    change: {
      about: ({ id }, { status = '' }) => `${id} ${status}`,
      pretend: changedJob,
      purposes: ['take', 'renew', 'put-back', 'cancel', 'end', 'resolve', 'ask-again'],
      purpose: (_, change) => purposeOf(change),
    },
    abandon: { about: () => '', pretend: () => 0 },
    find: READS,
    list: READS,
    due: READS,
    latestWithBody: READS,
  },
  asks: {
    open: { about: (jobId) => jobId, pretend: () => undefined },
    asked: { about: (jobId, part) => `${jobId} ${part}`, pretend: () => undefined },
    ticket: {
      about: (jobId, part, ticket) => `${jobId} ${part} ${isComplete(ticket) ? 'complete' : 'partial'}`,
      pretend: () => undefined,
    },
    answered: {
      about: (jobId, part, { fault }) => `${jobId} ${part} ${fault?.code ?? 'well'}`,
      pretend: () => undefined,
    },
    reset: { about: (jobId, part) => `${jobId} ${part}`, pretend: () => undefined },
    of: READS,
  },
  images: {
    add: { about: ({ jobId, index }) => `${jobId} ${index}`, pretend: () => true },
    addFailed: { about: ({ jobId, index }) => `${jobId} ${index}`, pretend: () => true },
    of: READS,
    failedOf: READS,
    find: READS,
    findByBlob: READS,
  },
  keys: {
    insert: { about: ({ id }) => id, pretend: () => undefined },
    change: { about: (id) => id, pretend: () => undefined },
    findByHash: READS,
    find: READS,
    list: READS,
  },
  ledger: {
    add: {
      about: ({ jobId }) => jobId,
      pretend: () => undefined,
      purposes: ['reserve', 'settle', 'release', 'resolve', 'loss'],
      purpose: ({ kind }) => kind,
    },
    of: READS,
    committed: READS,
    usage: READS,
  },
  idempotency: {
    put: { about: ({ jobId }) => jobId, pretend: () => undefined },
    find: READS,
  },
  files: {
    insert: { about: ({ id }) => id, pretend: () => undefined },
    remove: { about: (id) => id, pretend: () => undefined },
    find: READS,
    list: READS,
  },
  webhooks: {
    insert: { about: ({ id }) => id, pretend: () => true },
    change: { about: (id) => id, pretend: () => undefined },
    remove: { about: (id) => id, pretend: () => undefined },
    find: READS,
    list: READS,
    listening: READS,
  },
  deliveries: {
    add: { about: ({ jobId = '', id }) => `${jobId} ${id}`, pretend: () => undefined },
    claim: { about: ({ id }) => id, pretend: (delivery) => delivery },
    change: { about: ({ id }) => id, pretend: (delivery, change) => ({ ...delivery, ...change }) },
    hasten: { about: (endpointId) => endpointId, pretend: () => 0 },
    find: READS,
    due: READS,
    list: READS,
  },
  audit: {
    add: { about: ({ subject }) => subject, pretend: () => undefined },
    of: READS,
  },
  reconciliation: { rows: READS },
  retention: {
    removeImages: TIDIES,
    removeJobs: TIDIES,
    removeIdempotency: TIDIES,
    removeDeliveries: TIDIES,
    unnamed: READS,
  },
  blobs: {
    put: {
      about: () => '',
      pretend: async (content, maxBytes) =>
        identified(content instanceof Uint8Array ? content : await buffer(content), maxBytes),
    },
    touch: { about: (key) => key, pretend: () => true },
    remove: { about: (key) => key, pretend: () => true },
    sweep: { about: () => '', pretend: () => 0 },
    get: READS,
    head: READS,
    olderThan: READS,
  },
}

function purposeOf({ status, finishedAt, cancelRequested, leaseUntil, cost }: JobChange): string {
  if (finishedAt === null) return 'ask-again'
  if (status === 'running') return 'take'
  // Whoever worked on it gives its lease back; a person had none.
  if (finishedAt !== undefined) return leaseUntil === undefined ? 'resolve' : 'end'
  if (status !== undefined && !isFinished({ status })) return 'put-back'
  if (cancelRequested === true) return 'cancel'
  if (status !== undefined || cost !== undefined) return 'resolve'
  if (leaseUntil !== undefined) return 'renew'
  throw new Error('a change of a job whose purpose the crash test does not know')
}

/** The one thing that the crash test knows of tickets: whether the whole answer is in it. */
function isComplete(ticket: unknown): boolean {
  return (ticket as { readonly complete?: boolean } | null)?.complete === true
}
