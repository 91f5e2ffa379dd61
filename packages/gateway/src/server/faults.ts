import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { Fault, FAULTS, toFault } from '../core/fault.ts'
import type { Dialect } from '../core/ports/dialect.ts'
import { send } from './answer.ts'
import type { ServerOptions } from './options.ts'
import { wireFault } from './wire-fault.ts'

/** Every refusal and failure leaves through here, in the words of the dialect whose address was called. */
export function answerFaults(app: FastifyInstance, context: AppContext, options: ServerOptions): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    const fault = toFault(wireFault(thrown))
    if (FAULTS[fault.code].whose === 'ours' && fault.code === 'internal') {
      context.report(fault.cause ?? thrown, {
        request: request.id,
        route: request.routeOptions.url ?? request.url,
      })
    }
    return refuse(context, { fault, request, reply, options })
  })
  app.setNotFoundHandler(async (request, reply) =>
    refuse(context, { fault: nothingAt(request), request, reply, options }),
  )
}

export function nothingAt(request: FastifyRequest): Fault {
  return new Fault('not_found', `There is nothing at ${request.method} ${pathOf(request).slice(0, 200)}.`)
}

/** What the framework refuses before any hook runs: an address that cannot be decoded. */
export function answerBadAddress(
  context: AppContext,
  options: ServerOptions,
): NonNullable<FastifyServerOptions['frameworkErrors']> {
  return (_, request, reply) => {
    const fault = nothingAt(request)
    refuse(context, { fault, request, reply, options }).catch((error: unknown) =>
      context.report(error, { request: request.id }),
    )
  }
}

interface Refusal {
  readonly fault: Fault
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly options: ServerOptions
}

async function refuse(
  context: AppContext,
  { fault, request, reply, options }: Refusal,
): Promise<FastifyReply> {
  const job = reply.getHeader('x-dreamgate-job')
  const jobId = typeof job === 'string' ? job : undefined
  reply.header('x-request-id', request.id)
  return send(
    reply,
    dialectOf(request, options).encodeFault(fault, { requestId: request.id, jobId }),
    context,
  )
}

function dialectOf(request: FastifyRequest, { dialects, nativeDialect }: ServerOptions): Dialect {
  const path = pathOf(request)
  return (
    dialects.find((dialect) => dialect.prefixes.some((prefix) => path.startsWith(prefix))) ?? nativeDialect
  )
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}
