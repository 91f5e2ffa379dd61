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
const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000
/** How far back a client's own retry, marked by `x-stainless-retry-count`, looks for its first try. */
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
}

/**
 * The job that already answers this request, if there is one: the same Idempotency-Key, a client's own retry, or the
 * same body while its job is still running, because some clients retry without saying so (the AI SDK).
 * Fault: idempotency_mismatch when the key was used for another body.
 */
export async function earlierJob(records: Records, intent: Intent, now: number): Promise<Job | undefined> {
  const { key, bodyHash, idempotencyKey } = intent
  if (idempotencyKey !== undefined) {
    const first = await records.idempotency.find(key.id, idempotencyKey, now - IDEMPOTENCY_MS)
    if (first === undefined) return undefined
    if (first.bodyHash !== bodyHash) throw mismatch(idempotencyKey, first.jobId)
    return unlessTransient(await records.jobs.find(first.jobId))
  }
  if (intent.retried)
    return unlessTransient(await records.jobs.latestWithBody(key.id, bodyHash, now - RETRY_MS))
  const latest = await records.jobs.latestWithBody(key.id, bodyHash, 0)
  if (latest === undefined || isFinished(latest) || now - latest.createdAt < AT_ONCE_MS) return undefined
  return latest
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
  const { key, dialect, route, bodyHash, idempotencyKey } = intent
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
  if (idempotencyKey !== undefined) {
    await records.idempotency.put({ keyId: key.id, idempotencyKey, bodyHash, jobId: id, createdAt: now })
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

function startOfMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

function mismatch(idempotencyKey: string, jobId: string): Fault {
  const message = `Idempotency-Key ${JSON.stringify(idempotencyKey)} was used for another request, which became ${jobId}. Use a new key for a new request.`
  return new Fault('idempotency_mismatch', message, {
    details: [{ param: 'idempotency-key', rule: 'idempotency.body', message }],
  })
}
