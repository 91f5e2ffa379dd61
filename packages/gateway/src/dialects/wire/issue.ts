import { z } from 'zod'

import type { Problem } from '../../core/fault.ts'
import { isWireObject } from './json-body.ts'
import { nearestWord } from './nearest-word.ts'
import { broken, missing } from './problem.ts'

interface ReadField {
  readonly field: z.core.$ZodType
  readonly name: string
  readonly value: unknown
}

/** zod's issue about a field as a Problem in the caller's spelling. Its message is what the value must be. */
export function problemOf(issue: z.core.$ZodIssue, read: ReadField): Problem {
  const param = issue.path.reduce<string>(spellMember, read.name)
  const value = issue.path.reduce(memberOf, read.value)
  if (value === undefined) return missing(param)
  const nearest = nearestOf(issue, value)
  const rule = { param, rule: ruleOf(issue), must: issue.message, value }
  return broken(isLegal(nearest, issue.path, read) ? { ...rule, nearest } : rule)
}

/**
 * Would the field have nothing against `guess` in this place? A refusal never proposes what is refused again.
 * Lists hold choices only, whose guesses are legal by themselves; trying each would take the square of their length.
 */
function isLegal(guess: Problem['nearest'], path: readonly PropertyKey[], read: ReadField): boolean {
  if (guess === undefined) return false
  if (path.some((member) => typeof member === 'number')) return true
  const issues = z.safeParse(read.field, withMember(read.value, path, guess)).error?.issues ?? []
  const place = placeOf(path)
  return issues.every((issue) => placeOf(issue.path) !== place)
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

function withMember(value: unknown, path: readonly PropertyKey[], member: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return member
  const replaced = withMember(memberOf(value, first), rest, member)
  return isWireObject(value) ? { ...value, [first]: replaced } : value
}

/** `images`, 0, `url` is spelled `images[0].url`. */
function spellMember(path: string, member: PropertyKey): string {
  return typeof member === 'number' ? `${path}[${member}]` : `${path}.${String(member)}`
}

function memberOf(value: unknown, member: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(member)]
  return isWireObject(value) ? value[String(member)] : undefined
}

const RULES: Readonly<Record<string, string>> = {
  invalid_type: 'type',
  invalid_union: 'type',
  invalid_value: 'choice',
}

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return issue.origin === 'string' ? 'length' : 'range'
  }
  const named: unknown = issue.code === 'custom' ? issue.params?.['rule'] : undefined
  return typeof named === 'string' ? named : (RULES[issue.code] ?? 'form')
}

function nearestOf(issue: z.core.$ZodIssue, value: unknown): Problem['nearest'] {
  if (issue.code === 'too_small') return Number(issue.minimum)
  if (issue.code === 'too_big') return Number(issue.maximum)
  if (issue.code === 'invalid_type') return readAs(issue.expected, value)
  if (issue.code === 'invalid_value') return nearestChoice(value, issue.values)
  const named: unknown = issue.code === 'custom' ? issue.params?.['nearest'] : undefined
  return typeof named === 'string' ? named : undefined
}

function nearestChoice(value: unknown, words: readonly unknown[]): string | undefined {
  return typeof value === 'string' ? nearestWord(value, words.map(String)) : undefined
}

const SPELLINGS_OF_TRUE = ['true', '1', 'yes', 'on']
const SPELLINGS_OF_FALSE = ['false', '0', 'no', 'off']

/** The value a caller most likely meant by one of another type: `"2"` is 2, `"False"` is false. */
function readAs(expected: string, value: unknown): number | boolean | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const written = String(value).slice(0, 40).trim().toLowerCase()
  if (expected === 'boolean') {
    if (SPELLINGS_OF_TRUE.includes(written)) return true
    return SPELLINGS_OF_FALSE.includes(written) ? false : undefined
  }
  const number = written === '' ? Number.NaN : Number(written)
  if (expected === 'number') return Number.isFinite(number) ? number : undefined
  return expected === 'int' ? Math.round(number) : undefined
}
