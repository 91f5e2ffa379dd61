import type { DeliveryChange } from '../../core/ports/webhook-records.ts'
import type { Delivery, WebhookEndpoint } from '../../core/webhook.ts'
import type { AppContext } from '../context.ts'
import { signedHeaders } from './secret.ts'
import { GONE, verdict, whileDisabled } from './verdict.ts'

/** Longer than an attempt can last. After a crash in the midst of one, the next follows when it has passed. */
export const ATTEMPT_LEASE_MS = 30_000

export type Attempting = Pick<AppContext, 'records' | 'sender' | 'clock'>

/** One attempt on a delivery that nobody else has, with what its endpoint is now. Writes nothing down. */
export async function attempt(
  { sender, clock }: Attempting,
  delivery: Delivery,
  endpoint: WebhookEndpoint,
): Promise<DeliveryChange> {
  const url = endpoint.url === '' ? delivery.url : endpoint.url
  const startedAt = clock.now()
  if (endpoint.disabledAt !== undefined) return whileDisabled(delivery, startedAt)
  const headers = signedHeaders(endpoint, delivery, startedAt)
  const outcome = await sender.send({ url, headers, body: delivery.body })
  return { url, ...verdict(delivery, outcome, clock.now()) }
}

/** For one that is due while its endpoint is disabled: no attempt. Nothing is done when it was enabled meanwhile. */
export async function putOff({ records, clock }: Attempting, delivery: Delivery): Promise<void> {
  await records.transaction(async (inside) => {
    const endpoint = await inside.webhooks.find(delivery.endpointId)
    if (endpoint?.disabledAt === undefined) return
    await inside.deliveries.change(delivery, whileDisabled(delivery, clock.now()))
  })
}

/** Writes down what came of it; undefined when it was removed or taken by another meanwhile. Who says 410 wants nothing more at that address. */
export async function conclude(
  { records, clock }: Attempting,
  delivery: Delivery,
  change: DeliveryChange,
): Promise<Delivery | undefined> {
  return records.transaction(async (inside) => {
    const changed = await inside.deliveries.change(delivery, change)
    if (changed?.status !== 'failed' || changed.lastStatus !== GONE) return changed
    const endpoint = await inside.webhooks.find(changed.endpointId)
    if (endpoint?.url !== changed.url) return changed
    const now = clock.now()
    await inside.webhooks.change(endpoint.id, { disabledAt: now, updatedAt: now })
    return changed
  })
}
