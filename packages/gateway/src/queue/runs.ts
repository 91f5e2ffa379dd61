export type Handler = (jobId: string, signal: AbortSignal) => Promise<void>

/**
 * Jobs in line and jobs at work. A job is in one place at a time:
 *
 *   add ──► waiting ──room──► running ──► gone
 *              ▲                │ added while it ran: once more
 *              └────────────────┘
 */
export interface Runs {
  add(jobId: string): void
  /** Adds it, unless it is here already: then whoever runs it knows more than a look at its row some time ago. */
  offer(jobId: string): void
  begin(handler: Handler): void
  cancel(jobId: string): void
  /** Forgets who waits; resolves when nobody runs. */
  drain(): Promise<void>
}

export interface RunsOptions {
  /** How many run at the same time. */
  readonly concurrency: number
  readonly onError: (error: unknown, jobId: string) => void
  /** There is room and nobody waits. */
  readonly onRoom: () => void
}

interface Run {
  readonly abort: AbortController
  ended: Promise<void>
  again: boolean
}

export function runs({ concurrency, onError, onRoom }: RunsOptions): Runs {
  const waiting = new Set<string>()
  const running = new Map<string, Run>()
  let handler: Handler | undefined

  function fill(): void {
    if (!handler) return
    for (const jobId of waiting) {
      if (running.size >= concurrency) return
      waiting.delete(jobId)
      start(jobId, handler)
    }
    if (running.size < concurrency) onRoom()
  }

  function start(jobId: string, handle: Handler): void {
    const run: Run = { abort: new AbortController(), ended: Promise.resolve(), again: false }
    running.set(jobId, run)
    run.ended = handled(jobId, run.abort.signal, handle).then(() => {
      running.delete(jobId)
      if (run.again) waiting.add(jobId)
      fill()
    })
  }

  async function handled(jobId: string, signal: AbortSignal, handle: Handler): Promise<void> {
    try {
      await handle(jobId, signal)
    } catch (error) {
      onError(error, jobId)
    }
  }

  return {
    add(jobId) {
      const run = running.get(jobId)
      if (run) run.again = true
      else waiting.add(jobId)
      fill()
    },
    offer(jobId) {
      if (running.has(jobId)) return
      waiting.add(jobId)
      fill()
    },
    begin(next) {
      handler = next
      fill()
    },
    cancel: (jobId) => running.get(jobId)?.abort.abort(),
    async drain() {
      handler = undefined
      waiting.clear()
      await Promise.all(Array.from(running.values(), (run) => run.ended))
    },
  }
}
