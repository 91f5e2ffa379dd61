import type { Problem } from '../fault.ts'
import { clamp, within } from '../size-limits.ts'
import { listed, NO_PROBLEMS, type Rule } from './rule.ts'

/** A model without the knob ignores it (see `ignored.ts`); one with it keeps to its range. */
export const seedRule: Rule = ({ submission, row }) => {
  const { request, names } = submission
  if (request.seed === undefined || row.seed.kind !== 'honoured') return NO_PROBLEMS
  if (Number.isInteger(request.seed) && within(request.seed, row.seed)) return NO_PROBLEMS
  const nearest = clamp(Math.round(request.seed), row.seed)
  return [outOfRange({ param: names.seed, rule: 'seed.range', seen: request.seed, nearest, ...row.seed })]
}

export const guidanceRule: Rule = ({ submission, row }) => {
  const { request, names } = submission
  if (request.guidanceScale === undefined || row.guidanceScale.kind !== 'honoured') return NO_PROBLEMS
  if (within(request.guidanceScale, row.guidanceScale)) return NO_PROBLEMS
  const seen = request.guidanceScale
  const nearest = clamp(seen, row.guidanceScale)
  return [
    outOfRange({ param: names.guidanceScale, rule: 'guidance.range', seen, nearest, ...row.guidanceScale }),
  ]
}

export const promptModeRule: Rule = ({ submission, row }) => {
  const { request, names } = submission
  const [nearest] = row.promptModes
  if (request.promptMode === undefined || nearest === undefined) return NO_PROBLEMS
  if (row.promptModes.includes(request.promptMode)) return NO_PROBLEMS
  const param = names.promptMode
  const message = `\`${param}\` ${request.promptMode} is not a mode of ${row.id}: it takes ${listed(row.promptModes)}.`
  return [{ param, rule: 'promptMode.unsupported', message, nearest }]
}

interface Miss {
  readonly param: string
  readonly rule: string
  readonly seen: number
  readonly nearest: number
  readonly min: number
  readonly max: number
}

function outOfRange({ param, rule, seen, nearest, min, max }: Miss): Problem {
  const message = `\`${param}\` is ${seen}; it must lie from ${min} to ${max}. The nearest is ${nearest}.`
  return { param, rule, message, nearest }
}
