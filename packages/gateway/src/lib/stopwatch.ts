import { FetchRefusal } from './fetch-refusal.ts'

/** One signal for the whole of a request to a stranger: name, connection, answer. */
export interface Stopwatch {
  readonly signal: AbortSignal
  /** What really ended it, when the network only says that it was aborted. */
  explain(thrown: unknown): unknown
}

export interface StopwatchLimits {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

export function stopwatch(host: string, { timeoutMs, signal }: StopwatchLimits): Stopwatch {
  const timeout = AbortSignal.timeout(timeoutMs)
  return {
    signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    explain(thrown) {
      if (thrown instanceof FetchRefusal) return thrown
      if (signal?.aborted === true) return signal.reason
      if (timeout.aborted) {
        return new FetchRefusal('too-slow', `${host} took longer than ${timeoutMs} ms.`, thrown)
      }
      return new FetchRefusal('unreachable', `The connection to ${host} failed or broke off.`, thrown)
    },
  }
}

/** undici hears an abort only once it is connected, so a name server or host that never answers would hold us. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
