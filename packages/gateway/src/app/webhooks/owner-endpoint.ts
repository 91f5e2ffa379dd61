import type { Records } from '../../core/ports/records.ts'
import type { WebhookEndpoint } from '../../core/webhook.ts'
import { sha256 } from '../ids.ts'
import { newWebhookSecret } from './secret.ts'

const ID_CHARACTERS = 26

/** The same for an owner whoever makes it, so that two who make it at once make one. */
export function ownerEndpointId(ownerId: string): string {
  return `wh_${sha256(`the endpoint without an address of ${ownerId}`).slice(0, ID_CHARACTERS)}`
}

/** Whose secret signs what goes to addresses that this owner names with a request. Made when first needed. */
export async function ownerEndpoint(
  { webhooks }: Pick<Records, 'webhooks'>,
  ownerId: string,
  now: number,
): Promise<WebhookEndpoint> {
  const id = ownerEndpointId(ownerId)
  const known = await webhooks.find(id)
  if (known !== undefined) return known
  const fresh = {
    id,
    ownerId,
    keyId: undefined,
    url: '',
    description: '',
    events: [],
    secret: newWebhookSecret(),
    previousSecret: undefined,
    previousSecretUntil: undefined,
    disabledAt: undefined,
    createdAt: now,
    updatedAt: now,
  }
  if (await webhooks.insert(fresh)) return fresh
  const others = await webhooks.find(id)
  if (others === undefined) throw new Error(`the endpoint ${id} is neither there nor can it be made`)
  return others
}
