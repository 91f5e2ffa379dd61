import { Fault, refusal } from '../../core/fault.ts'
import type { WireBody } from '../../core/ports/dialect.ts'
import { broken } from './problem.ts'

/** Wire fields by the caller's names. A field that was sent as `null` is absent. */
export type WireFields = Readonly<Record<string, unknown>>

export function jsonFields(body: WireBody): WireFields {
  if (body.kind === 'form')
    throw new Fault('unsupported_media_type', 'This route takes application/json only.')
  if (!isWireObject(body.value)) {
    throw refusal([broken({ param: 'body', rule: 'type', must: 'a JSON object', value: body.value })])
  }
  return withoutNulls(body.value)
}

export function isWireObject(value: unknown): value is WireFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function withoutNulls(fields: WireFields): WireFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
