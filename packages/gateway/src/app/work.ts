import { Fault, noteOf, toFault } from '../core/fault.ts'
import type { Ask, Job } from '../core/job.ts'
import { isFinished } from '../core/job.ts'
import type { Engine } from '../core/ports/engine.ts'
import { runAsk } from './ask.ts'
import type { AskEnd } from './ask.ts'
import type { AppContext } from './context.ts'
import { finish } from './finish.ts'
import { holdLease, update } from './lease.ts'
import type { Lease } from './lease.ts'

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000

/**
 * One turn of one job: take it, ask what is not asked yet, keep what comes, and either finish the job or put it
 * back for later. Safe to call twice: the row decides.
 */
export async function work(context: AppContext, jobId: string, signal: AbortSignal): Promise<void> {
  const job = await take(context, jobId)
  if (job === undefined) return
  const lease = holdLease(context, job, signal)
  try {
    await turn(context, lease)
  } finally {
    lease.release()
  }
  context.followers.notify(jobId, { kind: 'changed' })
}

async function take(context: AppContext, jobId: string): Promise<Job | undefined> {
  const job = await context.records.jobs.find(jobId)
  const now = context.clock.now()
  if (job === undefined || isFinished(job) || job.runAt > now) return undefined
  if (job.status === 'running' && job.leaseUntil > now) return undefined
  const leaseUntil = now + context.settings.leaseMs
  const change = {
    status: 'running',
    leaseUntil,
    attempts: job.attempts + 1,
    startedAt: job.startedAt ?? now,
  } as const
  return context.records.jobs.change(job, change, now)
}

async function turn(context: AppContext, lease: Lease): Promise<void> {
  const { job } = lease
  if (job.cancelRequested) return finish(context, job, { by: 'worker', ends: [], warnings: job.warnings })
  const engine = context.engines.named(job.plan.engine)
  if (engine === undefined)
    return finish(context, job, {
      by: 'worker',
      ends: [{ part: 0, kind: 'refused', fault: gone(job) }],
      warnings: job.warnings,
    })
  const asks = await asksOf(context, job, engine)
  const ends = await Promise.all(
    asks.map((ask) => runAsk(context, { lease, engine, ask }).catch(failed(context, ask, job))),
  )
  const later = ends.find((end) => end.kind === 'later')
  if (lease.lost()) return
  if (later !== undefined && !(await cancelled(context, job))) return putBack(context, lease, later)
  return finish(context, job, { by: 'worker', ends, warnings: lease.warnings })
}

async function asksOf(context: AppContext, job: Job, engine: Engine): Promise<readonly Ask[]> {
  const { mode, count } = job.plan
  const parts = mode === 'sequence' ? 1 : Math.ceil(count / engine.capabilities.picturesPerAsk)
  await context.records.asks.open(job.id, parts)
  return context.records.asks.of(job.id)
}

/** A bug or a broken disk, not an engine's fault: reported, and the job ends instead of hanging. */
function failed(context: AppContext, ask: Ask, job: Job): (thrown: unknown) => AskEnd {
  return (thrown) => {
    context.report(thrown, { job: job.id, part: String(ask.part) })
    return { part: ask.part, kind: 'refused', fault: toFault(thrown) }
  }
}

async function cancelled(context: AppContext, job: Job): Promise<boolean> {
  return (await context.records.jobs.find(job.id))?.cancelRequested ?? false
}

async function putBack(
  context: AppContext,
  lease: Lease,
  end: AskEnd & { readonly kind: 'later' },
): Promise<void> {
  const { job } = lease
  const now = context.clock.now()
  const pause = end.fault.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (job.attempts - 1))
  const change = {
    status: end.ticketed ? 'waiting' : 'queued',
    runAt: now + pause,
    leaseUntil: 0,
    fault: noteOf(end.fault),
  } as const
  await update(context, job.id, change)
}

function gone(job: Job): Fault {
  return new Fault('upstream_unavailable', `The engine ${job.plan.engine} is no longer configured.`)
}
