import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { deliveryTo, redeliver, sendTest } from '../app/webhooks/by-hand.ts'
import { ownEndpoint } from '../app/webhooks/endpoints.ts'
import { refusal } from '../core/fault.ts'
import type { JsonObject } from '../core/json.ts'
import { keyOf, query } from './asking.ts'
import { requireScope } from './guard.ts'
import { boundsOf, pageOf } from './page.ts'
import { requireNothing } from './webhook-body.ts'
import { deliveryJson } from './webhook-json.ts'
import { endpointNamed } from './webhooks.ts'

type ById = { readonly id: string }
type OfEndpoint = ById & { readonly deliveryId: string }

/** What was sent to an endpoint, and sending by hand. */
export function webhookDeliveryRoutes(app: FastifyInstance, context: AppContext): void {
  const webhooks = { preHandler: requireScope('webhooks') }
  app.post<{ Params: ById }>('/v1/webhooks/:id/test', webhooks, async (request) => {
    const endpoint = await ownEndpoint(context, request.params.id, keyOf(request))
    await requireNothing(context, request)
    return deliveryJson(await sendTest(context, endpoint))
  })
  app.get<{ Params: ById }>('/v1/webhooks/:id/deliveries', webhooks, (request) => list(context, request))
  app.post<{ Params: OfEndpoint }>(
    '/v1/webhooks/:id/deliveries/:deliveryId/redeliver',
    webhooks,
    async (request) => {
      const { id, deliveryId } = request.params
      const endpoint = await endpointNamed(context, id, keyOf(request))
      await requireNothing(context, request)
      return deliveryJson(await redeliver(context, await deliveryTo(context, endpoint, deliveryId), endpoint))
    },
  )
}

async function list(context: AppContext, request: FastifyRequest<{ Params: ById }>): Promise<JsonObject> {
  const endpoint = await endpointNamed(context, request.params.id, keyOf(request))
  const { most, problems } = boundsOf(request)
  const [first, ...rest] = problems
  if (first !== undefined) throw refusal([first, ...rest])
  const deliveries = await context.records.deliveries.list({
    endpointId: endpoint.id,
    cursor: query(request, 'cursor'),
    limit: most + 1,
  })
  return pageOf(deliveries, most, async (delivery) => deliveryJson(delivery))
}
