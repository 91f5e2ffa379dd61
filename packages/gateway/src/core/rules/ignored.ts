import type { Proposal } from '../proposal.ts'
import type { Field } from '../request.ts'

/** Options that only tune and that this row has no knob for: left out, and named in the caller's spelling. */
export function ignoredFields({ submission, row }: Proposal): readonly string[] {
  const { request, names } = submission
  const ignored: Field[] = []
  if (request.seed !== undefined && row.seed.kind === 'none') ignored.push('seed')
  if (request.guidanceScale !== undefined && row.guidanceScale.kind === 'none') ignored.push('guidanceScale')
  if (request.promptMode !== undefined && row.promptModes.length === 0) ignored.push('promptMode')
  return ignored.map((field) => names[field])
}
