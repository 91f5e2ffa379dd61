import type { KeepDays } from '../../core/retention.ts'
import type { SweepContext } from './batches.ts'
import { sweep } from './sweep.ts'
import { sweepUnnamed } from './unnamed-blobs.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface Pace {
  /** Before the first round: a start has better things to do. */
  readonly firstMs: number
  readonly everyMs: number
}

const PACE: Pace = { firstMs: 15_000, everyMs: 60 * 60 * 1000 }

export interface Rounds {
  /** Ends the round under way between two of its batches; resolves when it has ended. */
  stop(): Promise<void>
}

/** Sweeps again and again, and walks over all blobs once a day. What fails is reported, and the next round comes. */
export function sweepRounds(context: SweepContext, keep: KeepDays, { firstMs, everyMs } = PACE): Rounds {
  const stopping = new AbortController()
  const { signal } = stopping
  let round: Promise<void> = Promise.resolve()
  let timer = setTimeout(begin, firstMs).unref()
  // Whoever was started on the wrong records has this long to notice, before all their blobs seem to be nobody's.
  let walkAt = context.clock.now() + everyMs

  async function goRound(): Promise<void> {
    try {
      await sweep(context, keep, signal)
      const now = context.clock.now()
      if (now < walkAt) return
      await sweepUnnamed(context, signal)
      walkAt = now + DAY_MS
    } catch (error) {
      context.report(error, { sweep: 'blobs' })
    }
  }

  function begin(): void {
    round = goRound().finally(() => {
      if (!signal.aborted) timer = setTimeout(begin, everyMs).unref()
    })
  }

  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await round
    },
  }
}
