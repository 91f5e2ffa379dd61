import { refusal } from '../../core/fault.ts'
import type { Problem } from '../../core/fault.ts'
import { seen } from './seen.ts'

export interface BrokenRule {
  readonly param: string
  readonly rule: string
  /** Ends the sentence "… must be". */
  readonly must: string
  readonly value: unknown
  readonly nearest?: Problem['nearest'] | undefined
}

export function broken({ param, rule, must, value, nearest }: BrokenRule): Problem {
  const message = `${param} must be ${must}; got ${seen(value)}.`
  if (nearest === undefined) return { param, rule, message }
  return { param, rule, message: `${message} Nearest: ${JSON.stringify(nearest)}.`, nearest }
}

export function missing(param: string, hint = ''): Problem {
  return { param, rule: 'required', message: `${param} is required${hint}.` }
}

/** Far above what any field or model takes: those have their own rules, this only bounds the work. */
const LONGEST_LIST = 100

export function endlessList(param: string, value: unknown): Problem | undefined {
  if (!Array.isArray(value) || value.length <= LONGEST_LIST) return undefined
  return broken({ param, rule: 'list.length', must: `a list of at most ${LONGEST_LIST}`, value })
}

/** A body can break one rule a million times; its refusal stays readable. */
export const MOST_TOLD = 50

export function told(problems: readonly Problem[]): readonly Problem[] {
  return problems.slice(0, MOST_TOLD)
}

export function refuseAny(problems: readonly Problem[]): void {
  const [first, ...rest] = told(problems)
  if (first !== undefined) throw refusal([first, ...rest])
}
