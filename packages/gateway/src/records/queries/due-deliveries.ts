import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely'

import type { DueFilter } from '../../core/ports/webhook-records.ts'
import { PENDING } from './delivery-lines.ts'
import type { Database, WebhookDeliveryTable } from './schema.ts'

/** Of so many endpoints the rows are read together: readers may have to wait for the disk. */
const ENDPOINTS_AT_ONCE = 16

/** Endpoint by endpoint, so that rows of those that have enough are not even passed over. */
export async function dueDeliveries(
  database: Kysely<Database>,
  filter: DueFilter,
): Promise<readonly WebhookDeliveryTable[]> {
  const endpoints = await endpointsWithDue(database, filter).execute()
  const found: WebhookDeliveryTable[] = []
  for (let seen = 0; seen < endpoints.length && found.length < filter.limit; seen += ENDPOINTS_AT_ONCE) {
    const some = endpoints.slice(seen, seen + ENDPOINTS_AT_ONCE)
    const rows = await Promise.all(some.map(({ id }) => dueTo(database, id, filter).execute()))
    found.push(...rows.flat())
  }
  return found.slice(0, filter.limit)
}

/** Steps from endpoint to endpoint through the index: what many wait for costs no more than what one does. */
export function endpointsWithDue(database: Kysely<Database>, { now, without }: DueFilter) {
  const earliest = database
    .withRecursive('waiting(endpoint_id)', (step) =>
      step
        .selectFrom('webhook_deliveries as first')
        .select((is) => is.fn.min<string | null>('first.endpoint_id').as('endpoint_id'))
        .where('first.status', '=', PENDING)
        .unionAll(
          step
            .selectFrom('waiting')
            .select((is) =>
              is
                .selectFrom('webhook_deliveries as next')
                .select((is) => is.fn.min<string | null>('next.endpoint_id').as('endpoint_id'))
                .where('next.status', '=', PENDING)
                .whereRef('next.endpoint_id', '>', 'waiting.endpoint_id')
                .as('endpoint_id'),
            )
            .where('waiting.endpoint_id', 'is not', null),
        ),
    )
    .selectFrom('waiting')
    .innerJoin('webhook_endpoints as endpoint', 'endpoint.id', 'waiting.endpoint_id')
    .$if(without.endpoints.length > 0, (all) => all.where('endpoint.id', 'not in', without.endpoints))
    .$if(without.owners.length > 0, (all) => all.where('endpoint.owner_id', 'not in', without.owners))
    .select([
      'endpoint.id',
      (is) =>
        is
          .selectFrom('webhook_deliveries as one')
          .select((is) => is.fn.min<number>('one.next_at').as('at'))
          .where('one.status', '=', PENDING)
          .whereRef('one.endpoint_id', '=', 'endpoint.id')
          .as('due_at'),
    ])
  return database
    .selectFrom(earliest.as('earliest'))
    .select('earliest.id')
    .where('earliest.due_at', '<=', now)
    .orderBy('earliest.due_at')
    .orderBy('earliest.id')
}

export function dueTo(
  database: Kysely<Database>,
  endpointId: string,
  { now, perEndpoint }: Pick<DueFilter, 'now' | 'perEndpoint'>,
) {
  return database
    .selectFrom('webhook_deliveries as delivery')
    .selectAll()
    .where('status', '=', PENDING)
    .where('endpoint_id', '=', endpointId)
    .where('next_at', '<=', now)
    .where(isFirstInLine)
    .orderBy('next_at')
    .orderBy('id')
    .limit(perEndpoint)
}

type WithAlias = Database & { readonly delivery: WebhookDeliveryTable }

function isFirstInLine(
  is: ExpressionBuilder<WithAlias, 'delivery'>,
): ExpressionWrapper<WithAlias, 'delivery', SqlBool> {
  const earlier = is
    .selectFrom('webhook_deliveries as earlier')
    .select('earlier.id')
    .where('earlier.status', '=', PENDING)
    .whereRef('earlier.target', '=', 'delivery.target')
    .whereRef('earlier.job_id', '=', 'delivery.job_id')
    .whereRef('earlier.id', '<', 'delivery.id')
  return is.not(is.exists(earlier))
}
