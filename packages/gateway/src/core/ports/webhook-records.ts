import type { Delivery, WebhookEndpoint, WebhookEvent } from '../webhook.ts'

export interface WebhookRecords {
  /** False, and nothing done, when there is one with that id. */
  insert(endpoint: WebhookEndpoint): Promise<boolean>
  find(id: string): Promise<WebhookEndpoint | undefined>
  /** Oldest first, those without an address left out. `ownerId` undefined: everybody's (admin). */
  list(ownerId: string | undefined): Promise<readonly WebhookEndpoint[]>
  /** Enabled endpoints of the owner that want this event about a job of this key. */
  listening(about: {
    readonly ownerId: string
    readonly keyId: string
    readonly event: WebhookEvent
  }): Promise<readonly WebhookEndpoint[]>
  change(id: string, change: WebhookChange): Promise<void>
  /** Its deliveries go with it. */
  remove(id: string): Promise<void>
}

/** A field named with the value undefined is emptied; one that is not named stays. */
export type WebhookChange = Partial<
  Pick<
    WebhookEndpoint,
    | 'url'
    | 'description'
    | 'events'
    | 'secret'
    | 'previousSecret'
    | 'previousSecretUntil'
    | 'disabledAt'
    | 'updatedAt'
  >
>

export interface DeliveryRecords {
  /** Due no earlier than those before it about the same job for the same target. */
  add(delivery: Delivery): Promise<void>
  find(id: string): Promise<Delivery | undefined>
  /**
   * Pending and due, and none before it about the same job still pending for the same target. Of each endpoint the
   * longest due first, and first of the endpoint where one has been due the longest.
   */
  due(filter: DueFilter): Promise<readonly Delivery[]>
  /**
   * Takes one for an attempt: counts it, and lets nobody else take it before `until`. undefined when another has taken
   * or ended it since `delivery` was read.
   */
  claim(delivery: Delivery, until: number): Promise<Delivery | undefined>
  /**
   * undefined, and nothing done, when another has taken, ended, redelivered or removed it since `delivery` was read.
   * Those behind it about the same job for the same target are put off as long as it is; when it ends, the next is due
   * from its `finishedAt` on. Call within a transaction.
   */
  change(delivery: Delivery, change: DeliveryChange): Promise<Delivery | undefined>
  /**
   * Makes so many of those that are pending for an endpoint and put off due now; how many there were. What was attempted
   * and is due by `leasedUntil` is left alone: somebody may have it in hand.
   */
  hasten(
    endpointId: string,
    which: { readonly now: number; readonly leasedUntil: number; readonly limit: number },
  ): Promise<number>
  /** Newest first. `cursor` is the id of the last one already seen. */
  list(filter: {
    readonly endpointId: string
    readonly cursor: string | undefined
    readonly limit: number
  }): Promise<readonly Delivery[]>
}

export interface DueFilter {
  readonly now: number
  readonly limit: number
  readonly perEndpoint: number
  /** Ids of those that have enough for the moment. */
  readonly without: { readonly endpoints: readonly string[]; readonly owners: readonly string[] }
}

/** A field named with the value undefined is emptied; one that is not named stays. */
export type DeliveryChange = Partial<
  Pick<
    Delivery,
    'status' | 'attempts' | 'nextAt' | 'giveUpAt' | 'url' | 'lastStatus' | 'lastError' | 'finishedAt'
  >
>
