import { Fault } from '../../core/fault.ts'
import type { Delivery, WebhookEndpoint } from '../../core/webhook.ts'
import type { AppContext } from '../context.ts'
import { ATTEMPT_LEASE_MS, attempt, conclude } from './attempt.ts'
import { messageBody, newDelivery } from './message.ts'
import { TRIED_FOR_MS } from './verdict.ts'

/** One message that means nothing, attempted now and not again. What came of it. */
export async function sendTest(context: AppContext, endpoint: WebhookEndpoint): Promise<Delivery> {
  const { records, clock } = context
  const now = clock.now()
  const { id: endpointId, ownerId, url } = endpoint
  const event = 'webhook.test'
  const body = messageBody({ event, at: now, data: { webhook: endpointId } })
  const message = { endpointId, target: endpointId, url, ownerId, jobId: undefined, event, body } as const
  const taken = { attempts: 1, nextAt: now + ATTEMPT_LEASE_MS, giveUpAt: now }
  const delivery = { ...newDelivery(message, { at: now, now }), ...taken }
  await records.deliveries.add(delivery)
  const done = await conclude(context, delivery, await attempt(context, delivery, endpoint))
  if (done === undefined) throw new Fault('not_found', 'This webhook was deleted while it was tested.')
  return done
}

/** One of an endpoint's deliveries. Fault: not_found. */
export async function deliveryTo(
  { records }: AppContext,
  endpoint: WebhookEndpoint,
  id: string,
): Promise<Delivery> {
  const delivery = await records.deliveries.find(id)
  if (delivery?.endpointId !== endpoint.id) {
    throw new Fault('not_found', `There is no delivery ${id.slice(0, 80)} to this webhook.`)
  }
  return delivery
}

/** The same message under the same id once more, for another day. Fault: conflict while that is useless. */
export async function redeliver(
  { records, clock, courier }: AppContext,
  delivery: Delivery,
  endpoint: WebhookEndpoint,
): Promise<Delivery> {
  if (delivery.status === 'pending') throw useless(delivery, 'it is still pending')
  if (endpoint.disabledAt !== undefined) throw useless(delivery, 'its webhook is disabled: enable it first')
  const now = clock.now()
  const again = await records.deliveries.change(delivery, {
    status: 'pending',
    attempts: 0,
    nextAt: now,
    giveUpAt: now + TRIED_FOR_MS,
    finishedAt: undefined,
  })
  if (again === undefined) throw useless(delivery, 'it was changed by others just now')
  courier.nudge()
  return again
}

function useless({ id }: Delivery, why: string): Fault {
  return new Fault('conflict', `The delivery ${id} cannot be sent again: ${why}.`)
}
