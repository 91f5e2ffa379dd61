import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { usage } from '../app/usage.ts'
import type { Budget } from '../app/usage.ts'
import type { JsonObject } from '../core/json.ts'
import { dollars } from '../core/money.ts'
import type { UsageRow } from '../core/ports/records.ts'
import { keyOf, query } from './asking.ts'
import { daysOf } from './days.ts'
import { requireScope } from './guard.ts'
import { sendReport } from './report.ts'

const COLUMNS = ['day', 'model', 'engine', 'key_id', 'jobs', 'images', 'cost_usd']

/** Spend and pictures by day, model, engine and key: the owner's, or everybody's for an admin. */
export function usageRoute(app: FastifyInstance, context: AppContext): void {
  app.get('/v1/usage', { preHandler: requireScope('read') }, async (request, reply) => {
    const days = daysOf(request, context.clock.now())
    const model = query(request, 'model')
    const { rows, total, budget } = await usage(context, {
      key: keyOf(request),
      span: days.span,
      keyId: query(request, 'key_id'),
      model: model === undefined ? undefined : (context.catalogue.find(model)?.id ?? model),
    })
    return sendReport(request, reply, {
      object: 'usage',
      days,
      columns: COLUMNS,
      lines: rows.map(line),
      total: sums(total),
      totalLine: false,
      more: { budget: budget === undefined ? null : budgetJson(budget) },
    })
  })
}

function line({ day, model, engine, keyId, ...row }: UsageRow) {
  return { day, model, engine, key_id: keyId, ...sums(row) }
}

function sums({ jobs, images, cost }: Pick<UsageRow, 'jobs' | 'images' | 'cost'>) {
  return { jobs, images, cost_usd: dollars(cost) }
}

function budgetJson({ limit, committed, left, resetsAt }: Budget): JsonObject {
  return {
    limit_usd: dollars(limit),
    committed_usd: dollars(committed),
    left_usd: dollars(left),
    resets_at: resetsAt / 1000,
  }
}
