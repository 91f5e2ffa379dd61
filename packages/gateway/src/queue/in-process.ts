import type { Clock } from '../core/ports/clock.ts'
import type { JobQueue } from '../core/ports/queue.ts'
import { runs } from './runs.ts'

export interface InProcessOptions {
  /** Ids to work on, oldest first: jobs that are due, and running ones whose worker died. */
  readonly due: (now: number, limit: number) => Promise<readonly string[]>
  readonly clock: Clock
  /** Jobs that run at the same time. */
  readonly concurrency: number
  /** How long at most a due job waits that nobody enqueued. */
  readonly pollMs: number
  /** The handler failed on a job; without a job, looking for due ones failed. */
  readonly onError: (error: unknown, jobId: string | undefined) => void
}

/** The queue of one process over the job rows: nothing is kept here that the rows do not say better. */
export function inProcessQueue({ due, clock, concurrency, pollMs, onError }: InProcessOptions): JobQueue {
  // As many again as can be at work, so that a full page always names some that are not.
  const page = concurrency * 2
  /** Found since the timer last struck: one that fails and stays due must not be taken up without a pause. */
  const found = new Set<string>()
  let moreAreDue = false
  let polling: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let draining = false

  const jobs = runs({
    concurrency,
    onError,
    onRoom() {
      if (moreAreDue) poll()
    },
  })

  function poll(): void {
    if (!draining) polling ??= look()
  }

  async function look(): Promise<void> {
    moreAreDue = false
    const ids = await dueNow()
    polling = undefined
    if (draining) return
    const fresh = ids.filter((id) => !found.has(id))
    for (const id of fresh) take(id)
    moreAreDue = ids.length === page && fresh.length > 0
  }

  async function dueNow(): Promise<readonly string[]> {
    try {
      return await due(clock.now(), page)
    } catch (error) {
      onError(error, undefined)
      return []
    }
  }

  function take(jobId: string): void {
    found.add(jobId)
    jobs.offer(jobId)
  }

  return {
    enqueue(jobId) {
      if (!draining) jobs.add(jobId)
    },
    work(handler) {
      jobs.begin(handler)
      poll()
      timer = setInterval(() => {
        found.clear()
        poll()
      }, pollMs)
      timer.unref()
    },
    cancel: (jobId) => jobs.cancel(jobId),
    async drain() {
      draining = true
      clearInterval(timer)
      await Promise.all([jobs.drain(), polling])
    },
  }
}
