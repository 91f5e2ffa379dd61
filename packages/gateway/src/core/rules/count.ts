import type { Problem } from '../fault.ts'
import type { Proposal } from '../proposal.ts'
import { clamp, within } from '../size-limits.ts'
import { counted, NO_PROBLEMS, type Rule } from './rule.ts'

/** How many pictures, unrelated or as one story. */
export const countRule: Rule = (proposal) => {
  const { output } = proposal.submission.request
  return output.kind === 'independent'
    ? independentProblems(proposal, output.count)
    : sequenceProblems(proposal, output.max)
}

function independentProblems(proposal: Proposal, count: number): readonly Problem[] {
  const { submission, limits } = proposal
  const allowed = { min: 1, max: limits.count }
  if (!isWholeWithin(count, allowed)) {
    return [outOfRange(submission.names.count, count, { ...allowed, who: 'this route' })]
  }
  return overfull(proposal, submission.names.count, count)
}

function sequenceProblems(proposal: Proposal, max: number | undefined): readonly Problem[] {
  const { submission, row, engine } = proposal
  const { names } = submission
  if (!row.sequence) return [noSequence(proposal, `${row.id} makes one picture a call and no sequences`)]
  if (!engine.sequences) {
    return [noSequence(proposal, 'the engine configured for this model draws no sequences')]
  }
  if (max === undefined) return NO_PROBLEMS

  const allowed = { min: 1, max: row.maxOutputs }
  if (!isWholeWithin(max, allowed)) return [outOfRange(names.sequenceMax, max, { ...allowed, who: row.id })]
  return overfull(proposal, names.sequenceMax, max)
}

/** Some callers ask for a sequence by its count alone: then that is the field to speak of. */
function noSequence({ submission }: Proposal, reason: string): Problem {
  const { names, present } = submission
  const byCount = !present.includes(names.sequence) && present.includes(names.sequenceMax)
  const param = byCount ? names.sequenceMax : names.sequence
  const nearest = byCount ? 1 : 'disabled'
  return {
    param,
    rule: 'sequence.unsupported',
    message: `\`${param}\` must be ${nearest}: ${reason}.`,
    nearest,
  }
}

function overfull({ submission, row }: Proposal, param: string, count: number): readonly Problem[] {
  const most = row.maxReferencesPlusOutputs
  const references = submission.request.references.length
  if (most === undefined || references + count <= most) return NO_PROBLEMS

  const room = most - references
  const rule = 'references.plus.outputs'
  const sum = `${counted(references, 'reference')} and ${counted(count, 'picture')} are ${references + count}; ${row.id} takes at most ${most} together`
  if (room < 1) return [{ param: submission.names.references, rule, message: `${sum}.`, nearest: most - 1 }]
  return [
    {
      param,
      rule,
      message: `\`${param}\` is too large: ${sum}, which leaves ${counted(room, 'picture')}.`,
      nearest: room,
    },
  ]
}

function isWholeWithin(value: number, range: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && within(value, range)
}

function outOfRange(
  param: string,
  value: number,
  { min, max, who }: { readonly min: number; readonly max: number; readonly who: string },
): Problem {
  const nearest = clamp(Number.isNaN(value) ? min : Math.round(value), { min, max })
  const message = `\`${param}\` is ${value}; ${who} takes a whole number from ${min} to ${max}. The nearest is ${nearest}.`
  return { param, rule: 'count.range', message, nearest }
}
