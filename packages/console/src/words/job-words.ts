import type { Job, JobStatus } from '@dreamgate/client'

import { duration, money, plural } from './amounts.ts'

export const STATUS_WORDS: Readonly<Record<JobStatus, string>> = {
  queued: 'Waiting its turn',
  running: 'Drawing',
  waiting: 'At the engine',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Outcome unknown',
  cancelled: 'Cancelled',
}

const UNFINISHED: ReadonlySet<JobStatus> = new Set(['queued', 'running', 'waiting'])

export function isUnfinished({ status }: Pick<Job, 'status'>): boolean {
  return UNFINISHED.has(status)
}

/** `now` is epoch seconds. */
export function elapsed(job: Pick<Job, 'created_at' | 'finished_at'>, now: number): string {
  return duration((job.finished_at ?? now) - job.created_at)
}

/** For the live region: what changed between two looks at a job; undefined when nothing worth saying did. */
export function newsOf(before: Job | undefined, job: Job): string | undefined {
  if (before?.status !== job.status && !isUnfinished(job)) return endOf(job)
  const fresh = job.images.length - (before?.images.length ?? 0)
  if (before !== undefined && fresh > 0)
    return `Picture ${job.images.length} of ${job.request.count} is ready.`
  return before?.status === job.status ? undefined : `${STATUS_WORDS[job.status]}.`
}

function endOf({ status, images, failed, error, cost_usd: cost }: Job): string {
  if (status !== 'succeeded') return `${STATUS_WORDS[status]}. ${error?.message ?? ''}`.trim()
  const lost = failed.length === 0 ? '' : `, ${failed.length} failed`
  return `Done: ${plural(images.length, 'picture')}${lost}, ${money(cost)}.`
}
