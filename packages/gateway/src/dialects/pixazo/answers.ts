import type { FailedItem } from '../../core/image.ts'
import type { Job } from '../../core/job.ts'
import type { JsonObject } from '../../core/json.ts'
import type { JobView, WireAnswer } from '../../core/ports/dialect.ts'
import { accepted, pictureItem, seconds, usageOf } from '../wire/answer.ts'

/** `success` and `job_set_id` stand in no sample, but in the status tables and in the polling route's request. */
export function encodePictures(view: JobView): WireAnswer {
  const { job, images } = view
  const body = {
    success: true,
    created: seconds(job.createdAt),
    data: images.map((image) => pictureItem(view, image)),
    ...failedItems(view),
    usage: usageOf(images),
    job_set_id: job.id,
  }
  return { status: 200, body }
}

export function encodeAccepted(job: Job): WireAnswer {
  return accepted(job, {
    success: true,
    job_set_id: job.id,
    status: 'pending',
    created_at: seconds(job.createdAt),
  })
}

/** Callers of this dialect read every element of `data` as a picture, so failures stand beside it. */
export function failedItems(view: JobView): { readonly failed?: readonly JsonObject[] } {
  if (view.omitFailed || view.failed.length === 0) return {}
  return { failed: view.failed.map(failedItem) }
}

function failedItem({ index, fault }: FailedItem): JsonObject {
  return { index, error: fault.message }
}
