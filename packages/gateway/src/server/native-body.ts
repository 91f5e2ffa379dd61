import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import type { AppContext } from '../app/context.ts'
import type { Problem } from '../core/fault.ts'
import { readWire } from './read-body.ts'

export interface Reading<Shape extends z.ZodRawShape> {
  readonly value: Members<Shape>
  readonly problems: readonly Problem[]
}

/** What could be read; a member that is absent or wrong is left out. */
export type Members<Shape extends z.ZodRawShape> = {
  readonly [Name in keyof Shape]?: Exclude<z.output<Shape[Name]>, undefined>
}

const SHOWN = 80
/** A body can have a million members that nobody knows; its refusal stays readable. */
const MOST_UNKNOWN = 20

/**
 * A JSON body of a route of our own; no body at all is an empty one. Every broken rule is told, unknown members among
 * them. The `error` of each type in the schema ends the sentence "… must be".
 */
export async function readNative<Shape extends z.ZodRawShape>(
  { blobs }: AppContext,
  request: FastifyRequest,
  schema: z.ZodObject<Shape>,
): Promise<Reading<Shape>> {
  if (request.headers['content-type'] === undefined) return read(schema, {})
  const { body } = await readWire(request, { accepts: ['json'] }, blobs)
  return read(schema, body.kind === 'json' ? body.value : undefined)
}

function read<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, body: unknown): Reading<Shape> {
  if (!isObject(body)) {
    const message = 'The body must be a JSON object.'
    return { value: {}, problems: [{ param: 'body', rule: 'type', message }] }
  }
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
  const known = Object.keys(shape)
  const problems: Problem[] = Object.keys(body)
    .filter((name) => !known.includes(name))
    .slice(0, MOST_UNKNOWN)
    .map((name) => unknownMember(name, known))
  const entries = Object.entries(shape).flatMap(([name, type]) => {
    const parsed = z.safeParse(type, body[name])
    if (parsed.success) return parsed.data === undefined ? [] : [[name, parsed.data] as const]
    problems.push(problemOf(name, body[name], parsed.error.issues[0]?.message))
    return []
  })
  return { value: Object.fromEntries(entries) as Members<Shape>, problems }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function problemOf(param: string, value: unknown, must = 'something else'): Problem {
  if (value === undefined) return { param, rule: 'required', message: `${param} is required: ${must}.` }
  const seen = JSON.stringify(value).slice(0, SHOWN)
  return { param, rule: 'form', message: `${param} must be ${must}; got ${seen}.` }
}

function unknownMember(name: string, known: readonly string[]): Problem {
  const param = name.slice(0, SHOWN)
  const here = known.length === 0 ? 'no field is' : `known are ${known.join(', ')}`
  return { param, rule: 'unknown', message: `${param} is not known here; ${here}.` }
}
