import type { Micros } from './money.ts'

export const SCOPES = ['generate', 'read', 'files', 'webhooks', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** An API key as the gateway knows it: never its secret. */
export interface Key {
  readonly id: string
  readonly name: string
  /** Keys of one owner share jobs. Defaults to the key's own id. */
  readonly ownerId: string
  /** First characters of the secret, enough to recognise it in a list. */
  readonly prefix: string
  readonly scopes: readonly Scope[]
  /** Catalogue ids it may use; undefined: all. */
  readonly models: readonly string[] | undefined
  readonly requestsPerMinute: number | undefined
  readonly imagesPerMinute: number | undefined
  /** Spent and reserved together may not pass it, per calendar month (UTC). */
  readonly monthlyBudget: Micros | undefined
  readonly createdAt: number
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
  readonly revokedAt: number | undefined
}

/** `admin` stands for every scope. */
export function allows(key: Key, scope: Scope): boolean {
  return key.scopes.includes(scope) || key.scopes.includes('admin')
}

/** May this key see what belongs to `ownerId`? */
export function owns(key: Key, ownerId: string): boolean {
  return key.ownerId === ownerId || key.scopes.includes('admin')
}
