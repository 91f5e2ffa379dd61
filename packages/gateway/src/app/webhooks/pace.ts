import type { Clock } from '../../core/ports/clock.ts'

/** Work that many ask for and that is done once for all of them, never twice at a time. */
export interface Paced {
  /** At once when it was not done for `pauseMs`, or else as soon as that has passed. */
  readonly ask: () => void
  /** Begins no more; resolves when what is under way has ended. */
  readonly stop: () => Promise<void>
}

export interface PaceOptions {
  /** Never rejects. */
  readonly work: () => Promise<void>
  readonly pauseMs: number
  readonly clock: Clock
}

export function paced({ work, pauseMs, clock }: PaceOptions): Paced {
  let begunAt = -Infinity
  let going: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let asked = false
  let stopped = false

  function ask(): void {
    asked = true
    if (stopped || going !== undefined) return
    const rest = begunAt + pauseMs - clock.now()
    if (rest <= 0) begin()
    // A clock that was set back must not make the pause longer.
    else timer ??= setTimeout(begin, Math.min(rest, pauseMs))
  }

  function begin(): void {
    clearTimeout(timer)
    timer = undefined
    asked = false
    begunAt = clock.now()
    going = goOnce()
  }

  async function goOnce(): Promise<void> {
    await work()
    going = undefined
    if (asked) ask()
  }

  return {
    ask,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await going
    },
  }
}
