import { z } from 'zod'

import { isWireObject } from './json-body.ts'
import type { WireFields } from './json-body.ts'

const MOST_NAMED = 32

/**
 * Names of fields that the schema does not know, to be told to the caller in a header: `quality`,
 * `optimize_prompt_options.thinking`. So they are short, few, and hold nothing a header cannot.
 */
export function strayFields(schema: z.ZodObject, fields: WireFields): readonly string[] {
  const names = straysIn(schema, fields, '')
  const told = names.slice(0, MOST_NAMED).map((name) => name.slice(0, 64).replace(/[^\w.[\]-]/g, '?'))
  return names.length > MOST_NAMED ? [...told, `and-${names.length - MOST_NAMED}-more`] : told
}

function straysIn(schema: unknown, value: unknown, path: string): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return straysIn(schema.unwrap(), value, path)
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((member, index) => straysIn(schema.element, member, `${path}[${index}]`))
  }
  if (schema instanceof z.ZodObject && isWireObject(value)) return straysOf(schema, value, path)
  return []
}

function straysOf(schema: z.ZodObject, value: WireFields, path: string): readonly string[] {
  const prefix = path === '' ? '' : `${path}.`
  return Object.entries(value).flatMap(([name, member]) =>
    Object.hasOwn(schema.shape, name) ? straysIn(schema.shape[name], member, prefix + name) : [prefix + name],
  )
}
