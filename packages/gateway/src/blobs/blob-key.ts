import { Fault } from '../core/fault.ts'
import type { BlobKey } from '../core/ports/blob-store.ts'

const FORM = /^sha256-[0-9a-f]{64}$/

export function isBlobKey(name: string): name is BlobKey {
  return FORM.test(name)
}

/** The hex digits of a key. A key that is anything else names no place: no path can be smuggled in. */
export function digestOf(key: BlobKey): string {
  if (!isBlobKey(key)) {
    throw new Fault(
      'invalid_request',
      `A blob key is "sha256-" and 64 hex digits, not "${String(key).slice(0, 80)}".`,
    )
  }
  return key.slice('sha256-'.length)
}
