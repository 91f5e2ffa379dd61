/** Fetching addresses that came from outside: guarded, pinned, capped. */
export interface Fetcher {
  /** Rejects with `reference_unreadable` that names the rule: address not public, too many redirects, too large, too slow, not 2xx. */
  fetch(url: string, limits: FetchLimits): Promise<AsyncIterable<Uint8Array>>
}

export interface FetchLimits {
  readonly maxBytes: number
  /** For the whole of it, slow drips included. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}
