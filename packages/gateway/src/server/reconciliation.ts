import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { reconcile } from '../app/reconcile.ts'
import { dollars } from '../core/money.ts'
import type { ReconciliationRow, ReconciliationSums } from '../core/ports/reconciliation-records.ts'
import { daysOf } from './days.ts'
import { requireScope } from './guard.ts'
import { sendReport } from './report.ts'

const COLUMNS = [
  'day',
  'model',
  'engine',
  'calls',
  'asked',
  'delivered',
  'failed',
  'unknown',
  'lost',
  'in_flight',
  'charged_usd',
  'lost_usd',
  'held_usd',
]

/** What engines were asked for and what came of it, to hold against a vendor's bill. */
export function reconciliationRoute(app: FastifyInstance, context: AppContext): void {
  app.get('/v1/reconciliation', { preHandler: requireScope('admin') }, async (request, reply) => {
    const days = daysOf(request, context.clock.now())
    const { rows, total } = await reconcile(context, days.span)
    return sendReport(request, reply, {
      object: 'reconciliation',
      days,
      columns: COLUMNS,
      lines: rows.map(line),
      total: sums(total),
      totalLine: true,
    })
  })
}

function line({ day, model, engine, ...row }: ReconciliationRow) {
  return { day, model, engine, ...sums(row) }
}

function sums(row: ReconciliationSums) {
  return {
    calls: row.calls,
    asked: row.asked,
    delivered: row.delivered,
    failed: row.failed,
    unknown: row.unknown,
    lost: row.lost,
    in_flight: row.inFlight,
    charged_usd: dollars(row.charged),
    lost_usd: dollars(row.lostCost),
    held_usd: dollars(row.held),
  }
}
