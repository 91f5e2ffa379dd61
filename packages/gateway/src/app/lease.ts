import type { Job } from '../core/job.ts'
import { isFinished } from '../core/job.ts'
import type { JobChange } from '../core/ports/records.ts'
import type { AppContext } from './context.ts'

const TRIES = 10

export interface Lease {
  readonly job: Job
  /** Aborts when the handler is told to stop, or when the lease was lost to another worker. */
  readonly signal: AbortSignal
  lost(): boolean
  /** Now, but later than any moment given before: what happened to a job has one order, also within a millisecond. */
  moment(): number
  /** Something the caller should know; kept with the job when it ends. */
  warn(message: string): void
  readonly warnings: readonly string[]
  release(): void
}

/** Renews the job's lease until released, so that nobody else takes a job whose pictures are slow. */
export function holdLease(context: AppContext, job: Job, signal: AbortSignal): Lease {
  const { leaseMs } = context.settings
  const loss = new AbortController()
  const renew = async () => {
    const leaseUntil = context.clock.now() + leaseMs
    if ((await update(context, job.id, { leaseUntil })) === undefined) loss.abort()
  }
  const timer = setInterval(() => {
    renew().catch((error: unknown) => context.report(error, { job: job.id }))
  }, leaseMs / 3)
  timer.unref()
  let last = 0
  const warnings = new Set<string>(job.warnings)
  return {
    job,
    moment: () => (last = Math.max(context.clock.now(), last + 1)),
    warn: (message) => void warnings.add(message),
    get warnings() {
      return [...warnings]
    },
    signal: AbortSignal.any([signal, loss.signal]),
    lost: () => loss.signal.aborted,
    release: () => clearInterval(timer),
  }
}

/** Changes an unfinished job whatever version it has come to; undefined when it is finished or gone. */
export async function update(
  context: AppContext,
  jobId: string,
  change: JobChange,
): Promise<Job | undefined> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const job = await context.records.jobs.find(jobId)
    if (job === undefined || isFinished(job)) return undefined
    const changed = await context.records.jobs.change(job, change, context.clock.now())
    if (changed !== undefined) return changed
  }
  throw new Error(`job ${jobId} was changed by others ${TRIES} times in a row`)
}
