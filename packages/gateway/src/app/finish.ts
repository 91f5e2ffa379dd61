import { Fault, faultOf, noteOf } from '../core/fault.ts'
import type { FailedItem, Image } from '../core/image.ts'
import type { Ask, Job, JobStatus } from '../core/job.ts'
import { isFinished } from '../core/job.ts'
import type { Micros } from '../core/money.ts'
import type { Plan } from '../core/plan.ts'
import type { Records } from '../core/ports/records.ts'
import { costOf } from '../core/price.ts'
import type { WebhookEvent } from '../core/webhook.ts'
import { unknownOutcome } from './ask.ts'
import type { AskEnd } from './ask.ts'
import type { AppContext } from './context.ts'
import { pricedRow } from './priced-row.ts'
import { heldFor, mayBeBought, settle } from './settle.ts'
import { announce } from './webhooks/announce.ts'

interface Outcome {
  readonly status: FinishedStatus
  readonly fault: Fault | undefined
  readonly images: readonly Image[]
}

type FinishedStatus = Extract<JobStatus, 'succeeded' | 'failed' | 'cancelled' | 'unknown'>

export const EVENT_OF: Readonly<Record<FinishedStatus, WebhookEvent>> = {
  succeeded: 'job.succeeded',
  failed: 'job.failed',
  cancelled: 'job.cancelled',
  unknown: 'job.unknown',
}

export interface Ending {
  /** A caller may end a job only while no worker has it. */
  readonly by: 'worker' | 'caller'
  readonly ends: readonly AskEnd[]
  readonly warnings: readonly string[]
}

/**
 * One job, one settlement: the job's end, its ledger lines, the failures that fill its empty places and the messages
 * about it are one transaction, guarded by the job's version.
 */
export async function finish(context: AppContext, job: Job, ending: Ending): Promise<void> {
  const at = context.clock.now()
  await context.records.transaction(async (records) => {
    const current = await records.jobs.find(job.id)
    if (current === undefined || isFinished(current)) return
    if (ending.by === 'caller' && current.status === 'running') return
    await end(context, records, { job: current, ending, at })
  })
  context.courier.nudge()
}

async function end(
  context: AppContext,
  records: Records,
  { job, ending, at }: { readonly job: Job; readonly ending: Ending; readonly at: number },
): Promise<void> {
  const { ends, warnings } = ending
  await fillPlaces(records, { job, ends, at })
  const { status, fault, images } = await outcomeOf(records, job, ends)
  const cost = costOfJob(context, job, images)
  // A success forgets why it was put back before.
  const note = fault === undefined ? null : noteOf(fault)
  const change = { status, cost, warnings, finishedAt: at, leaseUntil: 0, fault: note }
  const ended = await records.jobs.change(job, change, at)
  if (ended === undefined) throw new Error(`job ${job.id} was changed by others while it was being finished`)
  // An unknown outcome keeps its reservation until somebody resolves it.
  if (status !== 'unknown') {
    const held = await heldFor(records, job, cost)
    await settle(records, { job, images: images.length, cost, at, held })
  }
  const last = Math.max(at, ...images.map(({ createdAt }) => createdAt + 1))
  await announce(context, records, { job: ended, event: EVENT_OF[status], at: last })
}

/** Every place that was asked for and got nothing says why, when anything was delivered beside it. */
async function fillPlaces(
  records: Records,
  { job, ends, at }: { readonly job: Job; readonly ends: readonly AskEnd[]; readonly at: number },
): Promise<void> {
  const images = await records.images.of(job.id)
  if (images.length === 0) return
  const asks = await records.asks.of(job.id)
  const arrived = [...images, ...(await records.images.failedOf(job.id))]
  const taken = new Set(arrived.map((item) => item.index))
  const createdAt = Math.max(at, ...arrived.map((item) => item.createdAt + 1))
  for (const { part, ...end } of ends) {
    const fault =
      end.kind === 'answered'
        ? new Fault('upstream_failed', 'The engine made no picture for this place.')
        : end.fault
    const ask = asks.find((one) => one.part === part)
    for (const index of missing(job, { answered: end.kind === 'answered', ask }, taken)) {
      await records.images.addFailed({ jobId: job.id, index, part, fault: noteOf(fault), createdAt })
    }
  }
}

/** A sequence may be shorter than its maximum; one that broke off has a failure in each gap, or one at the next place. */
function missing(
  { plan }: Job,
  { answered, ask }: { readonly answered: boolean; readonly ask: Ask | undefined },
  taken: ReadonlySet<number>,
): readonly number[] {
  if (plan.mode === 'sequence' || plan.layers) return answered ? [] : gaps(plan, taken)
  const { first = 0, pictures = plan.count } = ask ?? {}
  return Array.from({ length: pictures }, (_, offset) => first + offset).filter((index) => !taken.has(index))
}

function gaps({ layers, count }: Plan, taken: ReadonlySet<number>): readonly number[] {
  const next = Math.max(-1, ...taken) + 1
  const between = Array.from({ length: next }, (_, index) => index).filter((index) => !taken.has(index))
  if (between.length > 0) return between
  return layers || next < count ? [next] : []
}

async function outcomeOf(records: Records, job: Job, ends: readonly AskEnd[]): Promise<Outcome> {
  const images = await records.images.of(job.id)
  const failed = await records.images.failedOf(job.id)
  if (job.cancelRequested)
    return { status: 'cancelled', fault: new Fault('conflict', 'The job was cancelled.'), images }
  if (images.length > 0) return { status: 'succeeded', fault: undefined, images }
  const fault = wholeFault(failed, ends)
  if (fault.code === 'outcome_unknown') return { status: 'unknown', fault, images }
  const asks = await records.asks.of(job.id)
  if (job.plan.price === 0 || !asks.some(mayBeBought)) return { status: 'failed', fault, images }
  return { status: 'unknown', fault: unknownOutcome(job.plan.engine), images }
}

/** Why nothing came: an unknown purchase outweighs every other reason. */
function wholeFault(failed: readonly FailedItem[], ends: readonly AskEnd[]): Fault {
  const faults = ends.flatMap((end) => (end.kind === 'answered' ? [] : [end.fault]))
  const unknown = faults.find((fault) => fault.code === 'outcome_unknown')
  const [firstFailed] = failed
  const first = faults[0] ?? (firstFailed && faultOf(firstFailed.fault))
  return unknown ?? first ?? new Fault('upstream_failed', 'The engine made no picture.')
}

/** By the plan, which says whether it costs anything at all: the engine may be gone by now. */
function costOfJob(context: AppContext, { plan }: Job, images: readonly Image[]): Micros {
  const row = pricedRow(context, plan.model, context.engines.named(plan.engine))
  if (row === undefined || plan.price === 0) return 0
  const asks = new Set(images.map((image) => image.part)).size
  return costOf({ row, images, references: plan.references.length, layers: plan.layers, asks })
}
