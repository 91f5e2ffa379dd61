import { Fault, faultOf, noteOf } from '../core/fault.ts'
import type { FailedItem, Image } from '../core/image.ts'
import type { Ask, Job, JobStatus } from '../core/job.ts'
import { isFinished } from '../core/job.ts'
import type { Micros } from '../core/money.ts'
import type { LedgerEntry, Records } from '../core/ports/records.ts'
import { costOf } from '../core/price.ts'
import type { AskEnd } from './ask.ts'
import type { AppContext } from './context.ts'
import { pricedRow } from './priced-row.ts'
import { firstIndex } from './order.ts'

interface Outcome {
  readonly status: JobStatus
  readonly fault: Fault | undefined
  readonly images: readonly Image[]
}

export interface Ending {
  /** A caller may end a job only while no worker has it. */
  readonly by: 'worker' | 'caller'
  readonly ends: readonly AskEnd[]
  readonly warnings: readonly string[]
}

/**
 * One job, one settlement: the job's end, its ledger lines and the failures that fill its empty places are one
 * transaction, guarded by the job's version.
 */
export async function finish(context: AppContext, job: Job, { by, ends, warnings }: Ending): Promise<void> {
  const at = context.clock.now()
  await context.records.transaction(async (records) => {
    const current = await records.jobs.find(job.id)
    if (current === undefined || isFinished(current)) return
    if (by === 'caller' && current.status === 'running') return
    await fillPlaces(context, records, { job: current, ends, at })
    const outcome = await outcomeOf(records, current, ends)
    const { status, fault } = outcome
    const cost = costOfJob(context, current, outcome.images)
    const note = fault === undefined ? {} : { fault: noteOf(fault) }
    await records.jobs.change(current, { status, cost, warnings, finishedAt: at, leaseUntil: 0, ...note }, at)
    // An unknown outcome keeps its reservation until somebody resolves it.
    if (status !== 'unknown') {
      const held = await heldFor(context, records, current)
      await settle(records, { job: current, images: outcome.images, cost, at, held })
    }
  })
}

/** Every place that was asked for and got nothing says why, when anything was delivered beside it. */
async function fillPlaces(
  context: AppContext,
  records: Records,
  { job, ends, at }: { readonly job: Job; readonly ends: readonly AskEnd[]; readonly at: number },
): Promise<void> {
  const images = await records.images.of(job.id)
  const engine = context.engines.named(job.plan.engine)
  if (engine === undefined || images.length === 0) return
  const arrived = [...images, ...(await records.images.failedOf(job.id))]
  const taken = new Set(arrived.map((item) => item.index))
  const createdAt = Math.max(at, ...arrived.map((item) => item.createdAt + 1))
  for (const end of ends) {
    const fault =
      end.kind === 'answered'
        ? new Fault('upstream_failed', 'The engine made no picture for this place.')
        : end.fault
    const first = firstIndex(job.plan.mode, engine, end.part)
    const places = range(first, Math.min(job.plan.count, first + engine.capabilities.picturesPerAsk))
    for (const index of missing(job, end, { places, taken })) {
      await records.images.addFailed({
        jobId: job.id,
        index,
        part: end.part,
        fault: noteOf(fault),
        createdAt,
      })
    }
  }
}

/** A sequence may be shorter than its maximum; one that broke off has one failure, at the next place. */
function missing(
  job: Job,
  end: AskEnd,
  { places, taken }: { readonly places: readonly number[]; readonly taken: ReadonlySet<number> },
): readonly number[] {
  if (job.plan.mode === 'independent' && !job.plan.layers) return places.filter((index) => !taken.has(index))
  return end.kind === 'answered' ? [] : [Math.max(-1, ...taken) + 1]
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)
}

async function outcomeOf(records: Records, job: Job, ends: readonly AskEnd[]): Promise<Outcome> {
  const images = await records.images.of(job.id)
  const failed = await records.images.failedOf(job.id)
  if (job.cancelRequested)
    return { status: 'cancelled', fault: new Fault('conflict', 'The job was cancelled.'), images }
  if (images.length > 0) return { status: 'succeeded', fault: undefined, images }
  const fault = wholeFault(failed, ends)
  return { status: fault.code === 'outcome_unknown' ? 'unknown' : 'failed', fault, images }
}

/** Why nothing came: an unknown purchase outweighs every other reason. */
function wholeFault(failed: readonly FailedItem[], ends: readonly AskEnd[]): Fault {
  const faults = ends.flatMap((end) => (end.kind === 'answered' ? [] : [end.fault]))
  const unknown = faults.find((fault) => fault.code === 'outcome_unknown')
  const [firstFailed] = failed
  const first = faults[0] ?? (firstFailed && faultOf(firstFailed.fault))
  return unknown ?? first ?? new Fault('upstream_failed', 'The engine made no picture.')
}

function costOfJob(context: AppContext, job: Job, images: readonly Image[]): Micros {
  const { plan } = job
  const engine = context.engines.named(plan.engine)
  const row = pricedRow(context, plan.model, engine)
  if (row === undefined || plan.price === 0 || engine === undefined || engine.capabilities.free) return 0
  const asks = new Set(images.map((image) => image.part)).size
  return costOf({ row, images, references: plan.references.length, layers: plan.layers, asks })
}

/**
 * What stays reserved after the end: the share of every ask that may have been bought though nothing came of it. A
 * caller who cancels in the midst of a paid ask does not get it for nothing.
 */
async function heldFor({ engines }: AppContext, records: Records, job: Job): Promise<Micros> {
  const { price, engine } = job.plan
  if (price === 0 || engines.named(engine)?.capabilities.free === true) return 0
  const asks = await records.asks.of(job.id)
  const delivered = new Set((await records.images.of(job.id)).map((image) => image.part))
  const open = asks.filter((ask) => mayBeBought(ask) && !delivered.has(ask.part))
  return asks.length === 0 ? 0 : Math.round((price * open.length) / asks.length)
}

function mayBeBought({ askedAt, answeredAt, fault }: Ask): boolean {
  if (askedAt === undefined) return false
  return answeredAt === undefined || fault?.code === 'outcome_unknown'
}

interface Settlement {
  readonly job: Job
  readonly images: readonly Image[]
  readonly cost: Micros
  readonly at: number
  /** Of the reservation, what is not released. */
  readonly held: Micros
}

async function settle(records: Records, { job, images, cost, at, held }: Settlement): Promise<void> {
  const { id, keyId, ownerId, plan } = job
  const line = { jobId: id, keyId, ownerId, model: plan.model, engine: plan.engine, at }
  const entries: readonly LedgerEntry[] = [
    { ...line, kind: 'release', micros: held - plan.price, images: 0 },
    { ...line, kind: 'settle', micros: cost, images: images.length },
  ]
  for (const entry of entries) await records.ledger.add(entry)
}
