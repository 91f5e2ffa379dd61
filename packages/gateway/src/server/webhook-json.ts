import { seconds } from '../app/job-json.ts'
import { ownerEndpointId } from '../app/webhooks/owner-endpoint.ts'
import type { JsonObject } from '../core/json.ts'
import type { Delivery, WebhookEndpoint } from '../core/webhook.ts'

/** What the API calls the endpoint without an address that every owner has. */
export const DEFAULT_ENDPOINT = 'default'

/** Without its secret. */
export function endpointJson(endpoint: WebhookEndpoint): JsonObject {
  return {
    id: endpoint.id,
    object: 'webhook',
    url: endpoint.url,
    description: endpoint.description,
    events: endpoint.events,
    key_id: endpoint.keyId ?? null,
    owner: endpoint.ownerId,
    enabled: endpoint.disabledAt === undefined,
    disabled_at: secondsOrNull(endpoint.disabledAt),
    created_at: seconds(endpoint.createdAt),
    updated_at: seconds(endpoint.updatedAt),
  }
}

/** `now`: a secret whose grace is over is no longer spoken of. */
export function secretJson(endpoint: WebhookEndpoint, now: number): JsonObject {
  const { id, ownerId, secret, previousSecret, previousSecretUntil = 0 } = endpoint
  const inGrace = previousSecret !== undefined && now < previousSecretUntil
  return {
    id: nameOf(id, ownerId),
    object: 'webhook.secret',
    secret,
    previous_valid_until: inGrace ? seconds(previousSecretUntil) : null,
  }
}

export function deliveryJson(delivery: Delivery): JsonObject {
  return {
    id: delivery.id,
    object: 'webhook.delivery',
    webhook: nameOf(delivery.endpointId, delivery.ownerId),
    job_id: delivery.jobId ?? null,
    event: delivery.event,
    url: delivery.url,
    status: delivery.status,
    attempts: delivery.attempts,
    next_at: delivery.status === 'pending' ? seconds(delivery.nextAt) : null,
    last_status: delivery.lastStatus ?? null,
    last_error: delivery.lastError ?? null,
    created_at: seconds(delivery.createdAt),
    finished_at: secondsOrNull(delivery.finishedAt),
    body: delivery.body,
  }
}

function nameOf(id: string, ownerId: string): string {
  return id === ownerEndpointId(ownerId) ? DEFAULT_ENDPOINT : id
}

function secondsOrNull(epochMs: number | undefined): number | null {
  return epochMs === undefined ? null : seconds(epochMs)
}
