import type { Key } from '../core/caller.ts'
import type { Micros } from '../core/money.ts'
import type { Records, UsageFilter, UsageRow } from '../core/ports/records.ts'
import type { AppContext } from './context.ts'
import { dayByDay } from './days.ts'
import type { Span } from './days.ts'
import { startOfMonth } from './submit.ts'

export interface Usage {
  readonly rows: readonly UsageRow[]
  readonly total: Pick<UsageRow, 'jobs' | 'images' | 'cost'>
  /** undefined: this key has none. */
  readonly budget: Budget | undefined
}

export interface Budget {
  readonly limit: Micros
  /** Spent and reserved this month. */
  readonly committed: Micros
  readonly left: Micros
  /** Start of the next month, UTC. */
  readonly resetsAt: number
}

export interface UsageQuestion extends Pick<UsageFilter, 'keyId' | 'model'> {
  readonly key: Key
  readonly span: Span
}

/** What the key's owner has spent, or everybody for an admin; and what is left of the key's own budget. */
export async function usage({ records, clock }: AppContext, question: UsageQuestion): Promise<Usage> {
  const { key, span, keyId, model } = question
  const ownerId = key.scopes.includes('admin') ? undefined : key.ownerId
  const rows = await dayByDay(span, (day) => records.ledger.usage({ ownerId, keyId, model, ...day }))
  const total = rows.reduce(
    (sum, row) => ({
      jobs: sum.jobs + row.jobs,
      images: sum.images + row.images,
      cost: sum.cost + row.cost,
    }),
    { jobs: 0, images: 0, cost: 0 },
  )
  return { rows, total, budget: await budgetOf(records, key, clock.now()) }
}

async function budgetOf(
  { ledger }: Pick<Records, 'ledger'>,
  { id, monthlyBudget }: Key,
  now: number,
): Promise<Budget | undefined> {
  if (monthlyBudget === undefined) return undefined
  const start = new Date(startOfMonth(now))
  const committed = await ledger.committed(id, start.getTime())
  return {
    limit: monthlyBudget,
    committed,
    left: Math.max(0, monthlyBudget - committed),
    resetsAt: Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1),
  }
}
