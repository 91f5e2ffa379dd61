import { owns } from '../../core/caller.ts'
import type { Key } from '../../core/caller.ts'
import { Fault } from '../../core/fault.ts'
import type { WebhookChange } from '../../core/ports/webhook-records.ts'
import type { WebhookEndpoint } from '../../core/webhook.ts'
import { newAuditId, newWebhookId } from '../ids.ts'
import type { AppContext } from '../context.ts'
import { ATTEMPT_LEASE_MS } from './attempt.ts'
import { newWebhookSecret } from './secret.ts'

type Needs = Pick<AppContext, 'records' | 'clock'>

const MOST_ENDPOINTS = 20
const HASTENED_AT_ONCE = 200

/** An endpoint with an address, if this key may see it. Fault: not_found, the same for a stranger's as for none. */
export async function ownEndpoint({ records }: Needs, id: string, key: Key): Promise<WebhookEndpoint> {
  const endpoint = await records.webhooks.find(id)
  if (endpoint === undefined || endpoint.url === '' || !owns(key, endpoint.ownerId)) {
    throw new Fault('not_found', `There is no webhook ${id.slice(0, 80)}.`)
  }
  return endpoint
}

export type EndpointWish = Pick<WebhookEndpoint, 'url' | 'description' | 'events' | 'keyId'>

/** Fault: conflict when the owner has as many as he may. */
export async function createEndpoint(context: Needs, key: Key, wish: EndpointWish): Promise<WebhookEndpoint> {
  const now = context.clock.now()
  const { ownerId } = key
  const endpoint: WebhookEndpoint = {
    ...wish,
    id: newWebhookId(now),
    ownerId,
    secret: newWebhookSecret(),
    previousSecret: undefined,
    previousSecretUntil: undefined,
    disabledAt: undefined,
    createdAt: now,
    updatedAt: now,
  }
  await context.records.transaction(async (records) => {
    const known = await records.webhooks.list(ownerId)
    if (known.length >= MOST_ENDPOINTS) throw tooMany(known.length)
    await records.webhooks.insert(endpoint)
    await records.audit.add(auditEntry(endpoint, { action: 'webhook.create', key, at: now }))
  })
  return endpoint
}

function tooMany(count: number): Fault {
  return new Fault(
    'conflict',
    `This owner has ${count} webhooks, and ${MOST_ENDPOINTS} is the most: delete one first.`,
  )
}

export interface EndpointChange extends Partial<Pick<WebhookEndpoint, 'url' | 'description' | 'events'>> {
  readonly enabled?: boolean
}

/** What waits for one that is enabled is due at once. */
export async function changeEndpoint(
  context: Needs & Pick<AppContext, 'courier'>,
  endpoint: WebhookEndpoint,
  { change, key }: { readonly change: EndpointChange; readonly key: Key },
): Promise<WebhookEndpoint> {
  const now = context.clock.now()
  const { enabled, ...rest } = change
  const switched: WebhookChange =
    enabled === undefined ? {} : { disabledAt: enabled ? undefined : (endpoint.disabledAt ?? now) }
  const changed = { ...rest, ...switched, updatedAt: now }
  await context.records.transaction(async (records) => {
    await records.webhooks.change(endpoint.id, changed)
    await records.audit.add(auditEntry({ ...endpoint, ...rest }, { action: 'webhook.change', key, at: now }))
  })
  if (enabled === true) await hastenAll(context, endpoint.id, now)
  return { ...endpoint, ...changed }
}

/** Not in one transaction, which thousands of messages would make long: what a crash leaves out comes at its own time. */
async function hastenAll(
  { records, courier }: Pick<AppContext, 'records' | 'courier'>,
  endpointId: string,
  now: number,
): Promise<void> {
  const which = { now, leasedUntil: now + ATTEMPT_LEASE_MS, limit: HASTENED_AT_ONCE }
  let hastened: number
  do {
    hastened = await records.deliveries.hasten(endpointId, which)
    courier.nudge()
  } while (hastened === HASTENED_AT_ONCE)
}

/** What was not delivered to it yet never will be. */
export async function removeEndpoint(context: Needs, endpoint: WebhookEndpoint, key: Key): Promise<void> {
  await context.records.transaction(async (records) => {
    await records.webhooks.remove(endpoint.id)
    const at = context.clock.now()
    await records.audit.add(auditEntry(endpoint, { action: 'webhook.delete', key, at }))
  })
}

/** A new secret from now on; the one before signs as well until the grace is over. */
export async function rotateSecret(
  context: Needs,
  { id }: WebhookEndpoint,
  { graceMs, key }: { readonly graceMs: number; readonly key: Key },
): Promise<WebhookEndpoint> {
  const now = context.clock.now()
  return context.records.transaction(async (records) => {
    // Read within the transaction: of two rotations at once the second must know the first one's secret.
    const endpoint = await records.webhooks.find(id)
    if (endpoint === undefined) throw new Fault('not_found', 'This webhook was deleted just now.')
    const change = {
      secret: newWebhookSecret(),
      previousSecret: graceMs === 0 ? undefined : endpoint.secret,
      previousSecretUntil: graceMs === 0 ? undefined : now + graceMs,
      updatedAt: now,
    }
    await records.webhooks.change(id, change)
    await records.audit.add(auditEntry(endpoint, { action: 'webhook.rotate', key, at: now }))
    return { ...endpoint, ...change }
  })
}

function auditEntry(
  { id, url, ownerId }: WebhookEndpoint,
  { action, key, at }: { readonly action: string; readonly key: Key; readonly at: number },
) {
  return {
    id: newAuditId(at),
    at,
    actorKeyId: key.id,
    action,
    subject: id,
    details: { owner: ownerId, url },
  }
}
