import type { Key, Scope } from '../core/caller.ts'
import type { Micros } from '../core/money.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { KeyRecords } from '../core/ports/records.ts'
import { newKeyId, newSecret, sha256 } from './ids.ts'

const PREFIX_CHARACTERS = 8

export interface KeyWish {
  readonly name: string
  /** undefined: the key owns its own jobs. */
  readonly ownerId: string | undefined
  readonly scopes: readonly Scope[]
  readonly models: readonly string[] | undefined
  readonly monthlyBudget: Micros | undefined
  readonly expiresAt: number | undefined
}

/** A new key and its secret, which is shown this once and kept only as a hash. */
export async function createKey(
  { keys, clock }: { readonly keys: KeyRecords; readonly clock: Clock },
  wish: KeyWish,
  secret = newSecret(),
): Promise<{ readonly key: Key; readonly secret: string }> {
  const id = newKeyId()
  const key: Key = {
    ...wish,
    id,
    ownerId: wish.ownerId ?? id,
    prefix: secret.slice(0, PREFIX_CHARACTERS),
    requestsPerMinute: undefined,
    imagesPerMinute: undefined,
    createdAt: clock.now(),
    lastUsedAt: undefined,
    revokedAt: undefined,
  }
  await keys.insert(key, sha256(secret))
  return { key, secret }
}

const ADMIN: KeyWish = {
  name: 'admin',
  ownerId: undefined,
  scopes: ['admin'],
  models: undefined,
  monthlyBudget: undefined,
  expiresAt: undefined,
}

const FIXED: KeyWish = { ...ADMIN, name: 'admin (DREAMGATE_ADMIN_KEY)' }

/**
 * Sees to it that there is an admin key. With a fixed secret (containers, tests) that one works from now on;
 * otherwise one is made at the first start and returned so that it can be shown.
 */
export async function ensureAdminKey(
  context: { readonly keys: KeyRecords; readonly clock: Clock },
  fixed: string | undefined,
): Promise<string | undefined> {
  if (fixed !== undefined) {
    await keepOnlyFixed(context, await fixedKey(context, fixed))
    return undefined
  }
  const admins = (await context.keys.list()).filter(
    (key) => key.scopes.includes('admin') && key.revokedAt === undefined,
  )
  return admins.length > 0 ? undefined : (await createKey(context, ADMIN)).secret
}

/** The key of the value that is set now; one that was set before, and taken back since, works again. */
async function fixedKey(
  context: { readonly keys: KeyRecords; readonly clock: Clock },
  secret: string,
): Promise<Key> {
  const known = await context.keys.findByHash(sha256(secret))
  if (known === undefined) return (await createKey(context, FIXED, secret)).key
  if (known.revokedAt !== undefined) await context.keys.change(known.id, { revokedAt: undefined })
  return known
}

/** Setting another value is how an operator takes the old one back. */
async function keepOnlyFixed(
  { keys, clock }: { readonly keys: KeyRecords; readonly clock: Clock },
  current: Key,
): Promise<void> {
  for (const key of await keys.list()) {
    const former = key.name === FIXED.name && key.id !== current.id && key.revokedAt === undefined
    if (former) await keys.change(key.id, { revokedAt: clock.now() })
  }
}
