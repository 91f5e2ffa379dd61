import type { Key } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { AppContext } from './context.ts'
import { sha256 } from './ids.ts'

const BEARER = /^Bearer +(\S+)$/i
/** `lastUsedAt` is written at most once a minute. */
const USE_STEP_MS = 60_000

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** The key a request carries, in any of the three spellings. Fault: unauthenticated, never saying which part was wrong. */
export async function authenticate(context: AppContext, headers: Headers): Promise<Key> {
  const secret = secretOf(headers)
  const key = secret === undefined ? undefined : await context.records.keys.findByHash(sha256(secret))
  const now = context.clock.now()
  if (key === undefined || key.revokedAt !== undefined || (key.expiresAt ?? Infinity) <= now) {
    throw new Fault(
      'unauthenticated',
      'A valid key is required: Authorization: Bearer KEY, Ocp-Apim-Subscription-Key: KEY or x-api-key: KEY.',
    )
  }
  if (now - (key.lastUsedAt ?? 0) > USE_STEP_MS)
    await context.records.keys.change(key.id, { lastUsedAt: now })
  return key
}

function secretOf(headers: Headers): string | undefined {
  const bearer = BEARER.exec(single(headers['authorization']) ?? '')?.[1]
  return bearer ?? single(headers['ocp-apim-subscription-key']) ?? single(headers['x-api-key'])
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
