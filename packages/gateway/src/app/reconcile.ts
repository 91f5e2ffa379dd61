import type { ReconciliationRow, ReconciliationSums } from '../core/ports/reconciliation-records.ts'
import type { AppContext } from './context.ts'
import { dayByDay } from './days.ts'
import type { Span } from './days.ts'

export interface Reconciliation {
  readonly rows: readonly ReconciliationRow[]
  readonly total: ReconciliationSums
}

const NOTHING: ReconciliationSums = {
  calls: 0,
  asked: 0,
  delivered: 0,
  failed: 0,
  unknown: 0,
  lost: 0,
  inFlight: 0,
  charged: 0,
  lostCost: 0,
  held: 0,
}

/** What engines were asked for on these days and what came of it, everybody's. */
export async function reconcile({ records }: AppContext, span: Span): Promise<Reconciliation> {
  const rows = await dayByDay(span, (day) => records.reconciliation.rows(day))
  return { rows, total: rows.reduce(plus, NOTHING) }
}

function plus(sum: ReconciliationSums, row: ReconciliationSums): ReconciliationSums {
  return {
    calls: sum.calls + row.calls,
    asked: sum.asked + row.asked,
    delivered: sum.delivered + row.delivered,
    failed: sum.failed + row.failed,
    unknown: sum.unknown + row.unknown,
    lost: sum.lost + row.lost,
    inFlight: sum.inFlight + row.inFlight,
    charged: sum.charged + row.charged,
    lostCost: sum.lostCost + row.lostCost,
    held: sum.held + row.held,
  }
}
