import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Eye } from '../app/view.ts'
import type { Key } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { ServerOptions } from './options.ts'

/** Aborts when the caller leaves before the answer is complete. */
export function clientGone(_: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** A parameter of the address; of a repeated one the first. */
export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, string | readonly string[] | undefined>>)[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** A header of ours that says something else than one of its words is refused, not taken for absent. */
export function wish(request: FastifyRequest, name: string, words: readonly string[]): string | undefined {
  const value = header(request, name)
  return value === undefined ? undefined : oneOf(words, value, name)
}

export function oneOf(words: readonly string[], value: string, param: string): string {
  if (words.includes(value)) return value
  const [nearest = ''] = words
  const message = `${param} must be ${words.join(' or ')}; got ${JSON.stringify(value.slice(0, 40))}.`
  throw new Fault('invalid_request', message, { details: [{ param, rule: 'choice', message, nearest }] })
}

export function keyOf(request: FastifyRequest): Key {
  if (request.key === undefined) throw new Error(`${request.url} was reached without a key`)
  return request.key
}

/** How this caller wants to see jobs. The official OpenAI SDKs abort a stream at any top-level `error`. */
export function eyeOf(request: FastifyRequest, options: Pick<ServerOptions, 'publicUrl'>): Eye {
  return {
    base: options.publicUrl ?? `${request.protocol}://${request.host}`,
    omitFailed: wish(request, 'x-dreamgate-failed-items', ['omit', 'show']) === 'omit',
    shyOfErrors: header(request, 'x-stainless-lang') !== undefined,
  }
}
