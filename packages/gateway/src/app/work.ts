import { Fault, noteOf, toFault } from '../core/fault.ts'
import type { Ask, Job } from '../core/job.ts'
import { isFinished } from '../core/job.ts'
import type { Engine } from '../core/ports/engine.ts'
import { endOf, pauseOf, runAsk, unknownOutcome } from './ask.ts'
import type { AskEnd, Later } from './ask.ts'
import type { AppContext } from './context.ts'
import { finish } from './finish.ts'
import { holdLease, update } from './lease.ts'
import type { Lease } from './lease.ts'
import { cut } from './order.ts'

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
  if (engine === undefined) return withoutEngine(context, lease)
  const asks = await asksOf(context, job, engine)
  const ends = await Promise.all(
    asks.map((ask) => runAsk(context, { lease, engine, ask }).catch(failed(context, ask, job))),
  )
  const later = longest(ends.flatMap((end) => (end.kind === 'later' ? [end] : [])))
  if (lease.lost()) return
  if (later !== undefined && !(await cancelled(context, job))) return putBack(context, lease, later)
  return finish(context, job, { by: 'worker', ends, warnings: lease.warnings })
}

async function asksOf(context: AppContext, job: Job, engine: Engine): Promise<readonly Ask[]> {
  await context.records.asks.open(job.id, cut(job.plan, engine))
  return context.records.asks.of(job.id)
}

/** The operator took the engine away. What it was asked before may be bought: that waits for it, or for a person. */
async function withoutEngine(context: AppContext, lease: Lease): Promise<void> {
  const { job } = lease
  const asks = await context.records.asks.of(job.id)
  const now = context.clock.now()
  const held = asks.find((ask) => ask.ticket !== undefined && ask.answeredAt === undefined)
  if (held !== undefined && now - (held.askedAt ?? now) < context.settings.fetchWindowMs) {
    const fault = gone(job)
    const pauseMs = pauseOf(context.settings, job, fault)
    return putBack(context, lease, { fault, ticketed: true, pauseMs })
  }
  const ends = asks.map((ask): AskEnd => {
    if (ask.answeredAt !== undefined) return endOf(ask)
    const fault = ask.askedAt === undefined ? gone(job) : unknownOutcome(job.plan.engine)
    return { part: ask.part, kind: 'refused', fault }
  })
  const none: AskEnd = { part: 0, kind: 'refused', fault: gone(job) }
  await finish(context, job, {
    by: 'worker',
    ends: ends.length === 0 ? [none] : ends,
    warnings: job.warnings,
  })
}

/** A bug or a broken disk, not an engine's fault: reported, and the job ends instead of hanging. */
function failed(context: AppContext, ask: Ask, job: Job): (thrown: unknown) => AskEnd {
  return (thrown) => {
    context.report(thrown, { job: job.id, part: String(ask.part) })
    return { part: ask.part, kind: 'refused', fault: toFault(thrown) }
  }
}

/** Asks go on together, when the last of them may. */
function longest(laters: readonly Later[]): Later | undefined {
  const [last] = laters.toSorted((a, b) => b.pauseMs - a.pauseMs)
  return last && { ...last, ticketed: laters.some(({ ticketed }) => ticketed) }
}

async function cancelled(context: AppContext, job: Job): Promise<boolean> {
  return (await context.records.jobs.find(job.id))?.cancelRequested ?? false
}

async function putBack(context: AppContext, lease: Lease, end: Later): Promise<void> {
  const { job } = lease
  const change = {
    status: end.ticketed ? 'waiting' : 'queued',
    runAt: context.clock.now() + end.pauseMs,
    leaseUntil: 0,
    fault: noteOf(end.fault),
  } as const
  const put = await update(context, job.id, change)
  // Whoever cancelled it in this very moment saw it running and left its end to us.
  if (put?.cancelRequested === true) {
    await finish(context, put, { by: 'caller', ends: [], warnings: lease.warnings })
  }
}

function gone(job: Job): Fault {
  return new Fault('upstream_unavailable', `The engine ${job.plan.engine} is no longer configured.`)
}
