import { Fault, noteOf } from '../core/fault.ts'
import type { Ask, Job } from '../core/job.ts'
import { dollars } from '../core/money.ts'
import type { Micros } from '../core/money.ts'
import type { JobChange, Records } from '../core/ports/records.ts'
import type { AppContext } from './context.ts'
import { newAuditId } from './ids.ts'
import { heldFor, mayBeBought, settle, settleHeld } from './settle.ts'
import { reservedFor } from './view.ts'
import { announce } from './webhooks/announce.ts'

export const RESOLUTIONS = ['bought', 'not_bought', 'ask_again'] as const

/**
 * What a person found out about asks whose outcome nobody knew.
 *
 *   bought      the upstream charged for it: what was held is spent, though no picture came
 *   not_bought  it did not: what was held is given back
 *   ask_again   whatever it was, ask once more (unknown jobs only); what was held pays for it
 */
export type Resolution = (typeof RESOLUTIONS)[number]

export interface Verdict {
  readonly resolution: Resolution
  /** Key of the person. */
  readonly keyId: string
}

interface Case {
  readonly job: Job
  /** The asks whose outcome is unknown. */
  readonly open: readonly Ask[]
  readonly held: Micros
  readonly at: number
  readonly verdict: Verdict
}

/** Ends the doubt about a job; its money and its state change in one transaction. Fault: conflict when there is no doubt. */
export async function resolveJob(context: AppContext, jobId: string, verdict: Verdict): Promise<Job> {
  const at = context.clock.now()
  const resolved = await context.records.transaction(async (records) => {
    const found = await caseOf(records, jobId, { at, verdict })
    await records.audit.add(auditEntry(found))
    if (verdict.resolution === 'ask_again') return askAgain(records, found)
    return found.job.status === 'unknown' ? endUnknown(context, records, found) : endHeld(records, found)
  })
  if (verdict.resolution === 'ask_again') context.queue.enqueue(jobId)
  context.followers.notify(jobId, { kind: 'changed' })
  context.courier.nudge()
  return resolved
}

async function caseOf(
  records: Records,
  jobId: string,
  { at, verdict }: Pick<Case, 'at' | 'verdict'>,
): Promise<Case> {
  const job = await records.jobs.find(jobId)
  if (job === undefined) throw new Fault('not_found', `There is no job ${jobId.slice(0, 80)}.`)
  const asks = await records.asks.of(jobId)
  const reserved = await reservedFor({ records }, job)
  if (job.status === 'unknown') {
    const held = await heldFor(records, job, 0)
    return { job, open: asks.filter(mayBeBought), held, at, verdict }
  }
  if (job.finishedAt === undefined) throw noDoubt(job, 'it is not finished')
  if (reserved === 0) throw noDoubt(job, 'nothing of it is in doubt')
  if (verdict.resolution === 'ask_again') {
    throw noDoubt(
      job,
      `only unknown jobs are asked again; $${dollars(reserved)} is held: declare it bought or not_bought`,
    )
  }
  return { job, open: asks.filter(mayBeBought), held: reserved, at, verdict }
}

function noDoubt({ id, status }: Job, why: string): Fault {
  return new Fault('conflict', `The job ${id} is ${status} and cannot be resolved: ${why}.`)
}

/** Only what is in doubt is asked once more; the reservation was never given back. */
async function askAgain(records: Records, found: Case): Promise<Job> {
  const { job, open, at } = found
  for (const { part } of open) await records.asks.reset(job.id, part)
  return changed(records, found, {
    status: 'queued',
    runAt: at,
    leaseUntil: 0,
    attempts: 0,
    cancelRequested: false,
    fault: null,
    startedAt: null,
    finishedAt: null,
  })
}

async function endUnknown(context: AppContext, records: Records, found: Case): Promise<Job> {
  const { job, held, at, verdict } = found
  const bought = verdict.resolution === 'bought'
  await close(records, found)
  await settle(records, { job, images: 0, cost: 0, at, held })
  await settleHeld(records, { job, held, bought, at })
  const ended = await changed(records, found, {
    status: 'failed',
    fault: noteOf(faultFor(found)),
    cost: bought ? held : 0,
    finishedAt: at,
  })
  await announce(context, records, { job: ended, event: 'job.failed', at })
  return ended
}

/** The job had ended by itself, with pictures or cancelled: only the money was in doubt. */
async function endHeld(records: Records, found: Case): Promise<Job> {
  const { job, held, at, verdict } = found
  const bought = verdict.resolution === 'bought'
  await close(records, found)
  await settleHeld(records, { job, held, bought, at })
  return changed(records, found, {
    cost: job.cost + (bought ? held : 0),
  })
}

async function close(records: Records, found: Case): Promise<void> {
  const fault = noteOf(faultFor(found))
  for (const { jobId, part } of found.open) await records.asks.answered(jobId, part, { at: found.at, fault })
}

async function changed(records: Records, found: Case, change: JobChange): Promise<Job> {
  const { job, at } = found
  const warnings = [...job.warnings, noteOn(found)]
  const done = await records.jobs.change(job, { ...change, warnings }, at)
  if (done === undefined) throw new Fault('conflict', `The job ${job.id} was changed by others just now.`)
  return done
}

/** What was not bought may be asked for again with the same Idempotency-Key; what was bought may not. */
function faultFor({ verdict }: Case): Fault {
  return verdict.resolution === 'bought'
    ? new Fault(
        'upstream_failed',
        'The upstream charged for this request, but its answer was lost; nothing can be delivered.',
      )
    : new Fault(
        'upstream_unavailable',
        'The upstream’s answer was lost, and nothing was bought; the request may be sent again.',
      )
}

/** Asking again forgets when the engine was first asked; whoever holds a bill against it must not. */
function noteOn({ open, at, verdict: { resolution, keyId } }: Case): string {
  const asked = Math.min(...open.map(({ askedAt = at }) => askedAt))
  const when = Number.isFinite(asked) ? `; first asked on ${iso(asked)}` : ''
  return `Resolved as ${resolution} by ${keyId} on ${iso(at)}${when}.`
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function auditEntry({ job, held, at, verdict }: Case) {
  const { resolution, keyId } = verdict
  return {
    id: newAuditId(at),
    at,
    actorKeyId: keyId,
    action: 'job.resolve',
    subject: job.id,
    details: { resolution, status: job.status, held_usd: dollars(held) },
  }
}
