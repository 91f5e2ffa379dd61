import { z } from 'zod'

import type { Job, JobStatus } from '../../core/job.ts'
import { isFinished } from '../../core/job.ts'
import type { JsonObject } from '../../core/json.ts'
import type { JobView, PollRoute, WireAnswer, WireRequest } from '../../core/ports/dialect.ts'
import { seconds } from '../wire/answer.ts'
import { text } from '../wire/field-types.ts'
import { jsonFields } from '../wire/json-body.ts'
import { refuseAny } from '../wire/problem.ts'
import { readFields } from '../wire/read-fields.ts'
import { failedItems } from './answers.ts'

export const poll: PollRoute = {
  kind: 'poll',
  name: 'pixazo.poll',
  path: '/ai-model-api-polling/getGenerationResults',
  decode,
  encode,
}

const body = z.object({ job_set_id: text(200) })

function decode(wire: WireRequest): { readonly jobId: string } {
  const { value, problems } = readFields(body, jsonFields(wire.body))
  refuseAny(problems)
  return { jobId: value.job_set_id?.trim() ?? '' }
}

/** The union of three samples: seed 000 has `results` and `completed_at`, 001 `results`, 003 `images`. */
function encode(view: JobView): WireAnswer {
  const { job } = view
  const pictures = isFinished(job) ? view.images.map((image) => ({ url: image.url })) : []
  const body = {
    job_set_id: job.id,
    status: statusWord(job),
    results: pictures,
    images: pictures,
    created_at: seconds(job.createdAt),
    updated_at: seconds(job.updatedAt),
    ...(isFinished(job) ? ending(view) : { progress: progressOf(view) }),
  }
  return { status: 200, body }
}

const STATUS_WORDS: Readonly<Record<JobStatus, string>> = {
  queued: 'pending',
  running: 'processing',
  waiting: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'failed',
  cancelled: 'cancelled',
}

/** Seed 000 says `completed` where 001 and 003 say `succeeded`; each caller hears his own page's word. */
function statusWord(job: Job): string {
  if (job.status === 'succeeded' && job.route === 'pixazo.multi') return 'completed'
  return STATUS_WORDS[job.status]
}

function ending(view: JobView): JsonObject {
  const { job } = view
  const error = job.fault === undefined || job.status === 'succeeded' ? {} : { error: job.fault.message }
  return { completed_at: seconds(job.finishedAt ?? job.updatedAt), ...failedItems(view), ...error }
}

/** Share of the places that are decided, 0 to 1. */
function progressOf({ job, images, failed }: JobView): number {
  const share = (images.length + failed.length) / Math.max(1, job.plan.count)
  return Math.round(Math.min(1, share) * 100) / 100
}
