import type { Ask, Job } from '../core/job.ts'
import type { Micros } from '../core/money.ts'
import type { LedgerEntry, Records } from '../core/ports/records.ts'

/** Was this ask sent, and does nobody know what became of it? */
export function mayBeBought({ askedAt, answeredAt, fault }: Ask): boolean {
  if (askedAt === undefined) return false
  return answeredAt === undefined || fault?.code === 'outcome_unknown'
}

/**
 * What stays reserved after the end: the share of every picture that may have been bought and of which nothing was
 * heard. A caller who cancels in the midst of a paid ask does not get it for nothing. Nobody knows how many layers an
 * image has before all have come, so of a broken one everything is in doubt that was not charged.
 */
export async function heldFor(records: Records, { id, plan }: Job, cost: Micros): Promise<Micros> {
  const asks = await records.asks.of(id)
  const open = asks.filter(mayBeBought)
  if (open.length === 0) return 0
  if (plan.layers) return plan.price - cost
  const failed = await records.images.failedOf(id)
  const told = failed.filter(({ fault }) => fault.code !== 'outcome_unknown')
  const heard = [...(await records.images.of(id)), ...told]
  const silent = open.map(
    ({ part, pictures }) => pictures - heard.filter((item) => item.part === part).length,
  )
  return Math.round((plan.price * sum(silent)) / sum(asks.map(({ pictures }) => pictures)))
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + Math.max(0, count), 0)
}

export interface Settlement {
  readonly job: Job
  /** Delivered ones. */
  readonly images: number
  readonly cost: Micros
  readonly at: number
  /** Of the reservation, what is not released. */
  readonly held: Micros
}

/** The end of a reservation: what was delivered is charged, the rest given back but for what may be bought. */
export async function settle(records: Records, { job, images, cost, at, held }: Settlement): Promise<void> {
  await write(records, job, [
    { kind: 'release', micros: held - job.plan.price, images: 0, at },
    { kind: 'settle', micros: cost, images, at },
  ])
}

/** What `settle` had to hold, once a person has said how it was. */
export async function settleHeld(
  records: Records,
  { job, held, bought, at }: Pick<Settlement, 'job' | 'held' | 'at'> & { readonly bought: boolean },
): Promise<void> {
  await write(records, job, [
    { kind: 'resolve', micros: -held, images: 0, at },
    ...(bought ? [{ kind: 'loss', micros: held, images: 0, at } as const] : []),
  ])
}

type Line = Pick<LedgerEntry, 'kind' | 'micros' | 'images' | 'at'>

async function write(records: Records, job: Job, lines: readonly Line[]): Promise<void> {
  const { id, keyId, ownerId, plan } = job
  const about = { jobId: id, keyId, ownerId, model: plan.model, engine: plan.engine }
  for (const line of lines) await records.ledger.add({ ...about, ...line })
}
