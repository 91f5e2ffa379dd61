import type { Key } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { FaultCode } from '../core/fault.ts'
import { isFinished } from '../core/job.ts'
import type { Job } from '../core/job.ts'
import { dollars } from '../core/money.ts'
import type { Plan } from '../core/plan.ts'
import type { Records } from '../core/ports/records.ts'
import type { AppContext } from './context.ts'
import { newJobId } from './ids.ts'

/** How long an Idempotency-Key is remembered. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000
/** How long after a job's end a client's own retry, marked by `x-stainless-retry-count`, still means that job. */
const RETRY_MS = 15 * 60 * 1000
/**
 * A client that wants several pictures may send one body several times at once (the AI SDK does for `n`); each is a
 * job of its own. A retry comes after a pause: the AI SDK's shortest is 2 s.
 */
const AT_ONCE_MS = 1000

const TRANSIENT: ReadonlySet<FaultCode> = new Set(['rate_limited', 'overloaded', 'upstream_unavailable'])

export interface Intent {
  readonly key: Key
  readonly dialect: string
  readonly route: string
  /** See `identityOf`. */
  readonly bodyHash: string
  readonly idempotencyKey: string | undefined
  /** The client says that this is not its first try. */
  readonly retried: boolean
  /** When the request came in, epoch ms: its body and its references may have taken their time. */
  readonly arrivedAt: number
}

/**
 * The job that already answers this request, if there is one: the same Idempotency-Key, a client's own retry, or the
 * same body while its job is running or its outcome in doubt, because some clients retry without saying so (the AI SDK).
 * Fault: idempotency_mismatch when the key was used for another body.
 */
export async function earlierJob(records: Records, intent: Intent, now: number): Promise<Job | undefined> {
  return intent.idempotencyKey === undefined
    ? sameBody(records, intent, now)
    : sameKey(records, intent.idempotencyKey, { intent, now })
}

async function sameKey(
  records: Records,
  idempotencyKey: string,
  { intent: { key, bodyHash }, now }: { readonly intent: Intent; readonly now: number },
): Promise<Job | undefined> {
  const first = await records.idempotency.find(key.id, idempotencyKey)
  const job = first && (await records.jobs.find(first.jobId))
  if (first === undefined || job === undefined) return undefined
  // Longer than a day it is remembered only while its job lives.
  if (now - job.createdAt > IDEMPOTENCY_MS && isFinished(job)) return undefined
  if (first.bodyHash !== bodyHash) throw mismatch(idempotencyKey, first.jobId)
  return unlessTransient(job)
}

async function sameBody(records: Records, intent: Intent, now: number): Promise<Job | undefined> {
  const { key, bodyHash, retried } = intent
  const latest = await records.jobs.latestWithBody(key.id, bodyHash)
  if (latest === undefined) return undefined
  const recent = now - (latest.finishedAt ?? now) <= RETRY_MS
  if (retried) return recent ? unlessTransient(latest) : undefined
  if (latest.status === 'unknown' && recent) return latest
  const open = !isFinished(latest) && now - latest.createdAt >= AT_ONCE_MS
  return open ? latest : overtaker(records, intent)
}

/** The job of this request's own retry, when that came first to buying: this one was still reading its references. */
async function overtaker(records: Records, { key, bodyHash, arrivedAt }: Intent): Promise<Job | undefined> {
  const retry = await records.idempotency.find(key.id, retryOf(bodyHash))
  const job = retry && (await records.jobs.find(retry.jobId))
  return job !== undefined && job.createdAt >= arrivedAt ? unlessTransient(job) : undefined
}

/** Where a retry that found no first try leaves its job. No header can hold a line break, so it is nobody's Idempotency-Key. */
function retryOf(bodyHash: string): string {
  return `\n${bodyHash}`
}

/** A job that ended because nobody had room for it bought nothing: asking again is right, and not a replay. */
function unlessTransient(job: Job | undefined): Job | undefined {
  return job?.status === 'failed' && TRANSIENT.has(job.fault?.code ?? 'internal') ? undefined : job
}

/**
 * The plan as a durable job. In one transaction: idempotency, budget, reservation, job row. The caller hears of the
 * job only after it is on disk. Faults: budget_exhausted, idempotency_mismatch.
 */
export async function submit(context: AppContext, plan: Plan, intent: Intent): Promise<Job> {
  const now = context.clock.now()
  const job = await context.records.transaction(async (records) => {
    const earlier = await earlierJob(records, intent, now)
    if (earlier !== undefined) return earlier
    await requireBudget(records, { plan, key: intent.key, now })
    return insert(records, { plan, intent, now })
  })
  context.queue.enqueue(job.id)
  return job
}

async function insert(
  records: Records,
  { plan, intent, now }: { readonly plan: Plan; readonly intent: Intent; readonly now: number },
): Promise<Job> {
  const { key, dialect, route, bodyHash, idempotencyKey, retried } = intent
  const id = newJobId(now)
  const job = await records.jobs.insert({
    id,
    ownerId: key.ownerId,
    keyId: key.id,
    dialect,
    route,
    plan,
    bodyHash,
    createdAt: now,
  })
  await records.ledger.add({
    jobId: id,
    keyId: key.id,
    ownerId: key.ownerId,
    kind: 'reserve',
    micros: plan.price,
    images: 0,
    model: plan.model,
    engine: plan.engine,
    at: now,
  })
  const name = idempotencyKey ?? (retried ? retryOf(bodyHash) : undefined)
  if (name !== undefined) {
    const entry = { keyId: key.id, idempotencyKey: name, bodyHash, jobId: id, createdAt: now }
    await records.idempotency.put(entry)
  }
  return job
}

/** Fault: budget_exhausted when the plan can cost more than the key has left this month. */
export async function requireBudget(
  records: Pick<Records, 'ledger'>,
  { plan, key, now }: { readonly plan: Plan; readonly key: Key; readonly now: number },
): Promise<void> {
  if (key.monthlyBudget === undefined || plan.price === 0) return
  const committed = await records.ledger.committed(key.id, startOfMonth(now))
  const left = key.monthlyBudget - committed
  if (plan.price <= left) return
  throw new Fault(
    'budget_exhausted',
    `This request can cost $${dollars(plan.price)}; the key's monthly budget of $${dollars(key.monthlyBudget)} has $${dollars(Math.max(0, left))} left.`,
  )
}

/** UTC. */
export function startOfMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

function mismatch(idempotencyKey: string, jobId: string): Fault {
  const message = `Idempotency-Key ${JSON.stringify(idempotencyKey)} was used for another request, which became ${jobId}. Use a new key for a new request.`
  return new Fault('idempotency_mismatch', message, {
    details: [{ param: 'idempotency-key', rule: 'idempotency.body', message }],
  })
}
