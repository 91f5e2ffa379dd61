import type { JsonObject } from '../../core/json.ts'
import type { Delivery, WebhookEvent } from '../../core/webhook.ts'
import { newDeliveryId } from '../ids.ts'
import { TRIED_FOR_MS } from './verdict.ts'

/** Where a message goes, and in which line it waits. */
export type Address = Pick<Delivery, 'endpointId' | 'target' | 'url'>

type Message = Address & Pick<Delivery, 'ownerId' | 'jobId' | 'event' | 'body'>

/** `at`: when it happened, which is its place in the order; `now`: when its first attempt is due. */
export function newDelivery(
  message: Message,
  { at, now }: { readonly at: number; readonly now: number },
): Delivery {
  return {
    ...message,
    id: newDeliveryId(at),
    status: 'pending',
    attempts: 0,
    nextAt: now,
    giveUpAt: now + TRIED_FOR_MS,
    lastStatus: undefined,
    lastError: undefined,
    createdAt: now,
    finishedAt: undefined,
  }
}

export function messageBody({
  event,
  at,
  data,
}: {
  readonly event: WebhookEvent
  readonly at: number
  readonly data: JsonObject
}): string {
  return JSON.stringify({ type: event, timestamp: new Date(at).toISOString(), data })
}
