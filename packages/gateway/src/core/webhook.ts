export const JOB_EVENTS = ['job.succeeded', 'job.failed', 'job.cancelled', 'job.unknown'] as const
/** What an endpoint can listen to. */
export const ENDPOINT_EVENTS = [...JOB_EVENTS, 'image.delivered'] as const
/** `webhook.test` is sent on request only. */
export type WebhookEvent = (typeof ENDPOINT_EVENTS)[number] | 'webhook.test'

/** An address of an owner that is told what happens to his jobs. */
export interface WebhookEndpoint {
  /** `wh_…`; every owner has one more, without an address, whose secret signs what goes to addresses named with a request. */
  readonly id: string
  readonly ownerId: string
  /** Only jobs of this key; undefined: all of the owner's. */
  readonly keyId: string | undefined
  /** Empty for the owner's own endpoint without an address. */
  readonly url: string
  readonly description: string
  readonly events: readonly WebhookEvent[]
  /** `whsec_…` (Standard Webhooks). Kept as it is: a signature needs the secret itself. */
  readonly secret: string
  /** Signs as well until `previousSecretUntil`, so that a rotation breaks no receiver. */
  readonly previousSecret: string | undefined
  readonly previousSecretUntil: number | undefined
  readonly disabledAt: number | undefined
  readonly createdAt: number
  readonly updatedAt: number
}

/**
 * One message to one address.
 *
 *   pending ──2xx──► delivered
 *     │  ▲
 *     │  └─ anything else: later, for 24 h
 *     └──► failed      given up, or gone (410); may be redelivered by hand
 *
 * While its endpoint is disabled it stays pending, and no attempt is made.
 *
 * Messages about one job go to one address in the order of their ids, the next only when the one before has left
 * `pending`.
 */
export interface Delivery {
  /** `evt_…`, time-ordered; sent as `webhook-id`, the same on every attempt. */
  readonly id: string
  readonly endpointId: string
  readonly ownerId: string
  readonly jobId: string | undefined
  /** Messages with the same target and job keep their order. */
  readonly target: string
  readonly url: string
  readonly event: WebhookEvent
  /** Signed and sent byte for byte the same on every attempt. */
  readonly body: string
  readonly status: 'pending' | 'delivered' | 'failed'
  /** Since it was made, or was last redelivered by hand. */
  readonly attempts: number
  /** Of a pending one: due then, or, while somebody has it, free for another then; not before those in front of it. */
  readonly nextAt: number
  /** No further attempt is planned after this. */
  readonly giveUpAt: number
  /** HTTP status of the last attempt; undefined before the first, or when no answer came. */
  readonly lastStatus: number | undefined
  /** Why the last attempt delivered nothing. */
  readonly lastError: string | undefined
  readonly createdAt: number
  readonly finishedAt: number | undefined
}
