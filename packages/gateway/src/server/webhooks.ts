import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import {
  changeEndpoint,
  createEndpoint,
  ownEndpoint,
  removeEndpoint,
  rotateSecret,
} from '../app/webhooks/endpoints.ts'
import { ownerEndpoint } from '../app/webhooks/owner-endpoint.ts'
import type { Key } from '../core/caller.ts'
import type { WebhookEndpoint } from '../core/webhook.ts'
import { keyOf } from './asking.ts'
import { requireScope } from './guard.ts'
import { changeOf, creationOf, graceOf } from './webhook-body.ts'
import { DEFAULT_ENDPOINT, endpointJson, secretJson } from './webhook-json.ts'

type ById = { readonly id: string }

/** An owner's endpoints and their secrets. */
export function webhookRoutes(app: FastifyInstance, context: AppContext): void {
  const webhooks = { preHandler: requireScope('webhooks') }
  app.post('/v1/webhooks', webhooks, async (request) => {
    const key = keyOf(request)
    const endpoint = await createEndpoint(context, key, await creationOf(context, request, key))
    return { ...endpointJson(endpoint), secret: endpoint.secret }
  })
  app.get('/v1/webhooks', webhooks, async (request) => {
    const key = keyOf(request)
    const ownerId = key.scopes.includes('admin') ? undefined : key.ownerId
    return { object: 'list', data: (await context.records.webhooks.list(ownerId)).map(endpointJson) }
  })
  app.get<{ Params: ById }>('/v1/webhooks/:id', webhooks, async (request) =>
    endpointJson(await ownEndpoint(context, request.params.id, keyOf(request))),
  )
  app.patch<{ Params: ById }>('/v1/webhooks/:id', webhooks, async (request) => {
    const key = keyOf(request)
    const endpoint = await ownEndpoint(context, request.params.id, key)
    const change = await changeOf(context, request)
    return endpointJson(await changeEndpoint(context, endpoint, { change, key }))
  })
  app.delete<{ Params: ById }>('/v1/webhooks/:id', webhooks, async (request) => {
    const key = keyOf(request)
    const endpoint = await ownEndpoint(context, request.params.id, key)
    await removeEndpoint(context, endpoint, key)
    return { id: endpoint.id, object: 'webhook', deleted: true }
  })
  secretRoutes(app, context)
}

function secretRoutes(app: FastifyInstance, context: AppContext): void {
  const webhooks = { preHandler: requireScope('webhooks') }
  app.get<{ Params: ById }>('/v1/webhooks/:id/secret', webhooks, async (request) =>
    secretJson(await endpointNamed(context, request.params.id, keyOf(request)), context.clock.now()),
  )
  app.post<{ Params: ById }>('/v1/webhooks/:id/rotate', webhooks, async (request) => {
    const key = keyOf(request)
    const endpoint = await endpointNamed(context, request.params.id, key)
    const graceMs = await graceOf(context, request)
    return secretJson(await rotateSecret(context, endpoint, { graceMs, key }), context.clock.now())
  })
}

/** By its id, or the key's own owner's endpoint without an address by the name `default`. */
export async function endpointNamed(context: AppContext, id: string, key: Key): Promise<WebhookEndpoint> {
  return id === DEFAULT_ENDPOINT
    ? ownerEndpoint(context.records, key.ownerId, context.clock.now())
    : ownEndpoint(context, id, key)
}
