import type { FaultCode, FaultNote } from '../../core/fault.ts'
import { outputTokens } from '../../core/image.ts'
import type { FailedItem } from '../../core/image.ts'
import type { Job } from '../../core/job.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import { inlinePicture } from '../../core/ports/dialect.ts'
import type { DeliveredImage, JobView, WireAnswer } from '../../core/ports/dialect.ts'

/** Times on the wire are whole epoch seconds. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000)
}

/** One element of `data`: the address or the bytes, and the size as measured. */
export function pictureItem(view: JobView, image: DeliveredImage): JsonObject {
  const size = `${image.width}x${image.height}`
  if (view.job.plan.delivery === 'inline') return { b64_json: inlinePicture(image), size }
  return { url: image.url, size }
}

/** Pictures and failures in order of generation, each failure in its own place. */
export function itemsInOrder(view: JobView): readonly JsonObject[] {
  const failures = view.omitFailed ? [] : view.failed
  return [
    ...view.images.map((image) => ({ index: image.index, item: pictureItem(view, image) })),
    ...failures.map((failure) => ({ index: failure.index, item: { error: itemError(failure) } })),
  ]
    .sort((one, other) => one.index - other.index)
    .map(({ item }) => item)
}

const CONTENT_REFUSED: Partial<Record<FaultCode, string>> = {
  content_refused: 'OutputImageSensitiveContentDetected',
}

/** The upstream's own word where it gave one, else the vendor's word for such a failure. */
export function itemError(item: Pick<FailedItem, 'fault'>): JsonObject {
  const { code, message, vendorCode }: FaultNote = item.fault
  return { code: vendorCode ?? CONTENT_REFUSED[code] ?? 'InternalServiceError', message }
}

/** Counts what was delivered, never what was asked for. Input is free, so the total is the output. */
export function usageOf(images: readonly DeliveredImage[]): JsonObject {
  const tokens = outputTokens(images)
  return { generated_images: images.length, output_tokens: tokens, total_tokens: tokens }
}

/** 202. The job can be followed at the address in `location`. */
export function accepted(job: Pick<Job, 'id'>, body: JsonValue): WireAnswer {
  return { status: 202, headers: { location: `/v1/jobs/${job.id}` }, body }
}

/** The body of 202 on the routes whose designer knew no asynchronous answer. */
export function acceptedJob(job: Job): WireAnswer {
  return accepted(job, { id: job.id, object: 'job', status: 'queued', created: seconds(job.createdAt) })
}
