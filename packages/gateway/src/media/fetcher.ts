import { Fault } from '../core/fault.ts'
import type { Fetcher } from '../core/ports/fetcher.ts'
import { FetchRefusal } from '../lib/fetch-refusal.ts'
import type { GuardedFetch } from '../lib/guarded-fetch.ts'

/** The guarded fetch in the gateway's own words. */
export function fetcher(guarded: Pick<GuardedFetch, 'fetch'>): Fetcher {
  return {
    async fetch(url, limits) {
      try {
        return inOurWords(await guarded.fetch(url, limits))
      } catch (thrown) {
        throw faultOf(thrown)
      }
    },
  }
}

async function* inOurWords(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (thrown) {
    throw faultOf(thrown)
  }
}

function faultOf(thrown: unknown): unknown {
  return thrown instanceof FetchRefusal
    ? new Fault('reference_unreadable', `The reference cannot be fetched. ${thrown.message}`, {
        cause: thrown,
      })
    : thrown
}
