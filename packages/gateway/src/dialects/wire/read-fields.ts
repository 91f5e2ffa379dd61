import { z } from 'zod'

import type { Problem } from '../../core/fault.ts'
import type { WireFields } from './json-body.ts'
import { problemOf } from './issue.ts'
import { endlessList, MOST_TOLD } from './problem.ts'

export interface Reading<Value> {
  readonly value: Value
  readonly problems: readonly Problem[]
}

/** What could be read of each field; undefined where it was absent or wrong. */
export type Fields<Shape extends z.ZodRawShape> = {
  readonly [Name in keyof Shape]: z.output<Shape[Name]> | undefined
}

/** Reads field by field, so one wrong field hides no problem of another, nor of two fields together. */
export function readFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  fields: WireFields,
): Reading<Fields<Shape>> {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
  const problems: Problem[] = []
  const values = Object.entries(shape).map(([name, field]) => {
    const read = readField(field, name, fields[name])
    problems.push(...read.problems)
    return [name, read.value] as const
  })
  return { value: Object.fromEntries(values) as Fields<Shape>, problems }
}

function readField(field: z.core.$ZodType, name: string, value: unknown): Reading<unknown> {
  const endless = field instanceof z.ZodUnknown ? undefined : endlessList(name, value)
  if (endless !== undefined) return { value: undefined, problems: [endless] }
  const parsed = z.safeParse(field, value)
  if (parsed.success) return { value: parsed.data, problems: [] }
  const found = parsed.error.issues
    .slice(0, MOST_TOLD)
    .map((issue) => problemOf(issue, { field, name, value }))
  const onePerParam = new Map(found.map((problem) => [problem.param, problem]))
  return { value: undefined, problems: [...onePerParam.values()] }
}
