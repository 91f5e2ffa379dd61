import type { FastifyInstance, FastifyRequest } from 'fastify'

import { authenticate } from '../app/authenticate.ts'
import type { AppContext } from '../app/context.ts'
import { allows } from '../core/caller.ts'
import type { Scope } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import { byteBudget } from '../lib/byte-budget.ts'
import type { ByteBudget } from '../lib/byte-budget.ts'
import { keyOf } from './asking.ts'
import { nothingAt } from './faults.ts'
import { MAX_JSON_BYTES } from './read-body.ts'
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
  app.decorateRequest('takeRoom', () => undefined)
  app.decorateRequest('releaseBody', () => undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.routeOptions.config.open === true) return
    request.key = await authenticate(context, request.headers)
    // Before its body is read, which nobody asked for and which may be of a kind that is not read here.
    if (request.is404) throw nothingAt(request)
  })
  app.addHook('preParsing', async (request, reply) => {
    holdBody(request, budget)
    reply.raw.once('close', request.releaseBody)
    request.takeRoom(heldBy(request))
  })
}

function holdBody(request: FastifyRequest, budget: ByteBudget): void {
  let held = 0
  let released = false
  request.takeRoom = (bytes) => {
    // A form may still be read when its caller has left: what it took now, nobody would give back.
    if (released || !budget.take(bytes)) throw full(bytes)
    held += bytes
  }
  request.releaseBody = () => {
    request.body = undefined
    budget.give(held)
    held = 0
    released = true
  }
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

/**
 * Forms count nothing yet: their files are streamed to disk, their text takes room as it comes. Anything else is
 * parsed whole and must fit in memory. Chunked bodies count as the largest.
 */
const UNKNOWN_LENGTH = MAX_JSON_BYTES
const FORM = /^multipart\/form-data/i

function heldBy(request: FastifyRequest): number {
  if (request.method === 'GET' || request.method === 'HEAD') return 0
  // The parser of forms marks its requests later than this.
  if (FORM.test(request.headers['content-type'] ?? '')) return 0
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
