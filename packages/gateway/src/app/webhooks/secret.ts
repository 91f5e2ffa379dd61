import { randomBytes } from 'node:crypto'

import { Webhook } from 'standardwebhooks'

import type { Delivery, WebhookEndpoint } from '../../core/webhook.ts'

const SECRET_BYTES = 32

/** As Standard Webhooks writes one down. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

type Signing = Pick<WebhookEndpoint, 'secret' | 'previousSecret' | 'previousSecretUntil'>

/** The headers of one attempt: one signature for each secret that is valid now. */
export function signedHeaders(
  signing: Signing,
  { id, body }: Pick<Delivery, 'id' | 'body'>,
  now: number,
): Readonly<Record<string, string>> {
  const signatures = validSecrets(signing, now).map((secret) =>
    new Webhook(secret).sign(id, new Date(now), body),
  )
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}

function validSecrets(
  { secret, previousSecret, previousSecretUntil }: Signing,
  now: number,
): readonly string[] {
  const inGrace = previousSecret !== undefined && now < (previousSecretUntil ?? 0)
  return inGrace ? [secret, previousSecret] : [secret]
}
