import type { FastifyInstance, FastifyRequest } from 'fastify'

import { authenticate } from '../app/authenticate.ts'
import type { AppContext } from '../app/context.ts'
import { allows } from '../core/caller.ts'
import type { Scope } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import { byteBudget } from '../lib/byte-budget.ts'
import { keyOf } from './asking.ts'
import { nothingAt } from './faults.ts'
import './session.ts'

/** Routes that answer without a key declare it; every other one is closed. */
declare module 'fastify' {
  interface FastifyContextConfig {
    readonly open?: boolean
  }
}

/** Nobody gets past without a key, and no body is read before there is room for it. */
export function guard(app: FastifyInstance, context: AppContext, bodyBudget: number): void {
  const budget = byteBudget(bodyBudget)
  app.decorateRequest('key', undefined)
  app.decorateRequest('releaseBody', () => undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.routeOptions.config.open === true) return
    request.key = await authenticate(context, request.headers)
    // Before its body is read, which nobody asked for and which may be of a kind that is not read here.
    if (request.is404) throw nothingAt(request)
  })
  app.addHook('preParsing', async (request, reply) => {
    const bytes = heldBy(request)
    if (bytes === 0) return
    if (!budget.take(bytes)) throw full(bytes)
    let held = bytes
    request.releaseBody = () => {
      request.body = undefined
      budget.give(held)
      held = 0
    }
    reply.raw.once('close', request.releaseBody)
  })
}

export function requireScope(scope: Scope): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const key = keyOf(request)
    if (!allows(key, scope)) {
      throw new Fault(
        'forbidden',
        `This route takes a key with the scope ${scope}; this key has ${key.scopes.join(', ')}.`,
      )
    }
  }
}

/** Forms are streamed to disk; anything else is parsed whole and must fit in memory. Chunked bodies count as the largest. */
const UNKNOWN_LENGTH = 16 * 1_048_576

function heldBy(request: FastifyRequest): number {
  if (request.method === 'GET' || request.method === 'HEAD' || request.isMultipart()) return 0
  const declared = request.headers['content-length']
  if (declared !== undefined) return Number(declared) || 0
  return request.headers['transfer-encoding'] === undefined ? 0 : UNKNOWN_LENGTH
}

function full(bytes: number): Fault {
  return new Fault(
    'overloaded',
    `There is no room for another body of ${bytes.toLocaleString('en')} bytes right now.`,
    {
      retryAfterMs: 1000,
    },
  )
}
