import { NO_PROBLEMS, type Rule } from './rule.ts'

/** Can the model do it at all: draw from text, or edit pictures, and as many of them? */
export const operationRule: Rule = (proposal) => {
  const given = proposal.submission.request.references.length
  return given === 0 ? withoutReferences(proposal) : withReferences(proposal, given)
}

const withoutReferences: Rule = ({ submission, row, limits }) => {
  const param = submission.names.references
  if (limits.referenceRequired) {
    return [{ param, rule: 'required', message: `\`${param}\` is required here: the picture to edit.` }]
  }
  if (!row.textToImage || row.references.min > 0) {
    const message = `\`${param}\` is required: ${row.id} edits pictures and cannot draw from text alone. It takes at least ${Math.max(row.references.min, 1)}.`
    return [{ param, rule: 'required', message }]
  }
  return NO_PROBLEMS
}

function withReferences({ submission, row, limits }: Parameters<Rule>[0], given: number): ReturnType<Rule> {
  const param = submission.names.references
  if (!row.edit) {
    const message = `\`${param}\` must be left out: ${row.id} draws from text alone and takes no reference, ${given} given.`
    return [{ param, rule: 'references.unsupported', message }]
  }
  const most = Math.min(row.references.max, limits.references ?? Infinity)
  if (given > most) {
    const whose = most < row.references.max ? 'this route' : row.id
    const message = `\`${param}\` has ${given} references; ${whose} takes at most ${most}.`
    return [{ param, rule: 'references.max', message, nearest: most }]
  }
  if (given < row.references.min) {
    const message = `\`${param}\` has ${given} references; ${row.id} takes at least ${row.references.min}.`
    return [{ param, rule: 'references.min', message, nearest: row.references.min }]
  }
  return NO_PROBLEMS
}
