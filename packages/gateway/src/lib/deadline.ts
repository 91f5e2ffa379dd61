/** One signal for two ways to stop: the caller's own and a limit on the whole of it. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Which of the two it was; undefined while neither has happened. */
  stoppedBy(): 'aborted' | 'timeout' | undefined
  /** Call when the work has ended, however it ended. */
  release(): void
}

/**
 * Holds a timer and a listener of its own: `AbortSignal.any` over long-lived signals leaks on Node 20, and over an
 * `AbortSignal.timeout` that nobody else holds it never fires once memory was cleaned up (seen on 20.20.2).
 */
export function deadline(signal: AbortSignal, timeoutMs: number): Deadline {
  const controller = new AbortController()
  let reason: 'aborted' | 'timeout' | undefined
  const stop = (why: 'aborted' | 'timeout'): void => {
    reason ??= why
    controller.abort(signal.reason)
  }
  const abort = (): void => stop('aborted')
  const timer = setTimeout(() => stop('timeout'), timeoutMs)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  return {
    signal: controller.signal,
    stoppedBy: () => reason,
    release: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    },
  }
}
