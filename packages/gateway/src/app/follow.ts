import { Buffer } from 'node:buffer'

import { Fault, faultOf } from '../core/fault.ts'
import { isFinished } from '../core/job.ts'
import type { Job } from '../core/job.ts'
import type { JobEvent, JobView } from '../core/ports/dialect.ts'
import type { AppContext } from './context.ts'
import { view } from './view.ts'
import type { Eye } from './view.ts'

export interface Following {
  readonly eye: Eye
  readonly requestId: string
  /** Events up to this one were seen already; 0 for none. */
  readonly after: number
  readonly signal: AbortSignal
}

export interface NumberedEvent {
  /** From 1, the same for every reader of the job; undefined for previews, which are kept nowhere. */
  readonly id: number | undefined
  readonly event: JobEvent
}

/** What happens to a job, as it happens, from any point on; ends when the job has finished or the signal aborts. */
export async function* follow(
  context: AppContext,
  jobId: string,
  following: Following,
): AsyncGenerator<NumberedEvent> {
  const { eye, requestId, signal } = following
  const stop = new AbortController()
  const news = context.followers.follow(jobId, AbortSignal.any([signal, stop.signal]))[Symbol.asyncIterator]()
  let seen = following.after
  try {
    for (;;) {
      const job = await jobOf(context, jobId)
      const now = await view(context, job, eye)
      const events = happened(now)
      for (const event of events.slice(seen)) {
        seen += 1
        if (event !== undefined) yield { id: seen, event }
      }
      if (isFinished(job)) {
        if (seen === events.length) yield { id: seen + 1, event: lastWord(now, requestId) }
        return
      }
      const next = await news.next()
      if (next.done === true) return
      if (next.value.kind === 'preview') yield { id: undefined, event: preview(now, next.value) }
    }
  } finally {
    stop.abort()
  }
}

/** The finished job, or undefined when the signal aborted first. */
export async function finished(
  context: AppContext,
  jobId: string,
  signal: AbortSignal,
): Promise<Job | undefined> {
  const stop = new AbortController()
  const news = context.followers.follow(jobId, AbortSignal.any([signal, stop.signal]))[Symbol.asyncIterator]()
  try {
    for (;;) {
      const job = await jobOf(context, jobId)
      if (isFinished(job)) return job
      if ((await news.next()).done === true) return undefined
    }
  } finally {
    stop.abort()
  }
}

async function jobOf({ records }: AppContext, jobId: string): Promise<Job> {
  const job = await records.jobs.find(jobId)
  if (job === undefined) throw new Fault('not_found', `The job ${jobId} is no longer kept.`)
  return job
}

/** Pictures and failures in the order in which they came. Of a picture that is no longer kept only the number is left. */
function happened(now: JobView): readonly (JobEvent | undefined)[] {
  const images = now.images.map((image) => ({
    at: image.createdAt,
    index: image.index,
    event: { kind: 'image', view: now, image } as const,
  }))
  const removed = now.removed.map(({ createdAt: at, index }) => ({ at, index, event: undefined }))
  const failed = now.failed.map((item) => ({
    at: item.createdAt,
    index: item.index,
    event: { kind: 'item-failed', view: now, item } as const,
  }))
  return [...images, ...removed, ...failed]
    .toSorted((a, b) => a.at - b.at || a.index - b.index)
    .map(({ event }) => event)
}

function lastWord(now: JobView, requestId: string): JobEvent {
  const { job } = now
  if (now.images.length > 0) return { kind: 'finished', view: now }
  return { kind: 'fault', fault: whyNothing(now), context: { requestId, jobId: job.id } }
}

function whyNothing({ job, removed }: JobView): Fault {
  if (job.fault !== undefined) return faultOf(job.fault)
  return removed.length > 0
    ? new Fault('not_found', `The pictures of the job ${job.id} are no longer kept.`)
    : new Fault('internal', 'The job ended without a picture.')
}

function preview(
  now: JobView,
  {
    index,
    number,
    bytes,
    mediaType,
  }: {
    readonly index: number
    readonly number: number
    readonly bytes: Uint8Array
    readonly mediaType: string
  },
): JobEvent {
  const base64 = Buffer.from(bytes).toString('base64')
  return { kind: 'preview', view: now, index, number, base64, format: mediaType.slice('image/'.length) }
}
