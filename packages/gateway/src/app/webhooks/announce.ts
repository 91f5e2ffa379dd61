import type { Image } from '../../core/image.ts'
import type { Job } from '../../core/job.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Records } from '../../core/ports/records.ts'
import { JOB_EVENTS } from '../../core/webhook.ts'
import type { WebhookEvent } from '../../core/webhook.ts'
import type { AppContext } from '../context.ts'
import { imageJson, jobJson } from '../job-json.ts'
import { delivered, reservedFor, view } from '../view.ts'
import { messageBody, newDelivery } from './message.ts'
import type { Address } from './message.ts'
import { ownerEndpoint } from './owner-endpoint.ts'

export interface Announcement {
  readonly job: Job
  readonly event: WebhookEvent
  /** Later than that of any earlier announcement about this job. */
  readonly at: number
  /** image.delivered only. */
  readonly image?: Image
}

/** Rows for everyone who wants to hear of this, in the transaction that makes it true. */
export async function announce(
  context: AppContext,
  records: Records,
  announcement: Announcement,
): Promise<void> {
  const { job, event, at } = announcement
  const now = context.clock.now()
  const addresses = await addressesFor(records, announcement, now)
  if (addresses.length === 0) return
  const data = await dataOf({ ...context, records }, announcement)
  const body = messageBody({ event, at, data })
  const { id: jobId, ownerId } = job
  for (const address of addresses) {
    await records.deliveries.add(newDelivery({ ...address, ownerId, jobId, event, body }, { at, now }))
  }
}

async function addressesFor(
  records: Records,
  { job, event }: Announcement,
  now: number,
): Promise<readonly Address[]> {
  const { ownerId, keyId } = job
  const endpoints = await records.webhooks.listening({ ownerId, keyId, event })
  const addresses = endpoints.map(({ id, url }) => ({ endpointId: id, target: id, url }))
  const url = job.plan.webhook
  if (url === undefined || !isJobEvent(event)) return addresses
  const { id } = await ownerEndpoint(records, ownerId, now)
  return [...addresses, { endpointId: id, target: url, url }]
}

function isJobEvent(event: WebhookEvent): boolean {
  return JOB_EVENTS.some((one) => one === event)
}

/** The job just as `GET /v1/jobs/{id}` shows it, or the picture as it stands in there. */
async function dataOf(context: AppContext, { job, image }: Announcement): Promise<JsonObject> {
  const base = context.settings.publicUrl ?? job.plan.base
  if (image !== undefined) return { job_id: job.id, image: imageJson(delivered(image, base)) }
  const seen = await view(context, job, { base, omitFailed: false, shyOfErrors: false })
  return jobJson(seen, await reservedFor(context, job))
}
