import type { Problem } from '../../core/fault.ts'
import type { ReferenceSource } from '../../core/request.ts'
import { isWireObject } from './json-body.ts'
import { broken, endlessList } from './problem.ts'
import type { Reading } from './read-fields.ts'
import { isRefused, REFERENCE_MUST, sourceOf } from './source.ts'
import type { SourceRules } from './source.ts'

export interface NamedSource {
  /** In the caller's spelling: `image`, `images[0].url`. */
  readonly name: string
  readonly source: ReferenceSource
}

export interface ReferenceRules extends SourceRules {
  /** `{"url": …}`, `{"image_url": …}` and `{"file_id": …}` beside plain text. */
  readonly objects: boolean
  readonly lists: boolean
}

/** The references under one field, in order. */
export function referencesIn(
  field: string,
  value: unknown,
  rules: ReferenceRules,
): Reading<readonly NamedSource[]> {
  if (isNone(value)) return { value: [], problems: [] }
  const endless = rules.lists ? endlessList(field, value) : undefined
  if (endless !== undefined) return { value: [], problems: [endless] }
  const members = Array.isArray(value) && rules.lists ? namedMembers(field, value) : [{ name: field, value }]
  const read = members.map((member) => referenceIn(member, rules))
  return {
    value: read.filter((each) => 'source' in each),
    problems: read.filter((each) => 'param' in each),
  }
}

/** Was no reference given at all, neither a good one nor a wrong one? */
export function isEmpty(read: Reading<readonly NamedSource[]>): boolean {
  return read.value.length === 0 && read.problems.length === 0
}

/** An empty list is as good as no field at all. */
function isNone(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

interface Member {
  readonly name: string
  readonly value: unknown
}

function namedMembers(field: string, values: readonly unknown[]): readonly Member[] {
  return values.map((value, index) => ({ name: `${field}[${index}]`, value }))
}

function referenceIn(member: Member, rules: ReferenceRules): NamedSource | Problem {
  const { name, value } = rules.objects ? unwrapped(member) : member
  if (typeof value !== 'string')
    return broken({ param: name, rule: 'type', must: mustBe(name, rules), value })
  const source = sourceOf(value.trim(), rules)
  return isRefused(source) ? broken({ param: name, value, ...source }) : { name, source }
}

const WRAPPERS = ['url', 'image_url', 'file_id']

/** `{"image_url": {"url": "…"}}` is the text inside, named by the way to it. Nobody wraps more than twice. */
function unwrapped(member: Member): Member {
  return withoutWrapper(withoutWrapper(member))
}

function withoutWrapper(member: Member): Member {
  const { name, value } = member
  if (!isWireObject(value)) return member
  const wrapper = WRAPPERS.find((each) => value[each] !== undefined && value[each] !== null)
  return wrapper === undefined ? member : { name: `${name}.${wrapper}`, value: value[wrapper] }
}

function mustBe(name: string, rules: ReferenceRules): string {
  if (!rules.lists) return `one string: ${REFERENCE_MUST}`
  return /\W/.test(name) ? REFERENCE_MUST : `${REFERENCE_MUST}, or a list of them`
}
