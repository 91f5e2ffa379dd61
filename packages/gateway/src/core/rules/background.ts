import type { Problem } from '../fault.ts'
import { listed, NO_PROBLEMS, type ReadRule, type Rule } from './rule.ts'

/** A row without backgrounds makes opaque pictures, so `opaque` and `auto` are honoured there. */
export const backgroundRule: Rule = ({ submission, row }) => {
  const { request, names } = submission
  const { background } = request
  const param = names.background
  if (background === undefined) return NO_PROBLEMS

  const known = row.backgrounds.length === 0 ? ['opaque', 'auto'] : row.backgrounds
  if (!known.includes(background)) {
    const message = `\`${param}\` ${background} is not made by ${row.id}: it takes ${listed(known)}.`
    return [{ param, rule: 'background.unsupported', message, nearest: 'opaque' }]
  }
  if (request.layers && row.backgrounds.length > 0) {
    const message = `\`${param}\` ${background} cannot be combined with \`${names.layers}\`: leave one of them out.`
    return [{ param, rule: 'background.layers', message }]
  }
  return background === 'transparent' ? transparencyProblems(submission, row) : NO_PROBLEMS
}

/** Vendor's wording in its refusals, seen live 2026-09. */
function transparencyProblems(
  { request, names }: Parameters<Rule>[0]['submission'],
  row: Parameters<Rule>[0]['row'],
): readonly Problem[] {
  const problems: Problem[] = []
  if (request.format !== undefined && request.format !== 'png') {
    const message = `\`${names.format}\` must be png when \`${names.background}\` is transparent, ${request.format} given.`
    problems.push({ param: names.format, rule: 'background.format', message, nearest: 'png' })
  }
  if (row.transparentNeedsAlphaReference && request.references.length !== 1) {
    const message = `\`${names.background}\` transparent needs exactly one reference on ${row.id}, ${request.references.length} given.`
    problems.push({ param: names.background, rule: 'background.references', message, nearest: 'opaque' })
  }
  return problems
}

export const alphaReferenceRule: ReadRule = ({ submission, row, references }) => {
  const [reference] = references
  const { names, request, referenceNames } = submission
  if (request.background !== 'transparent' || !row.transparentNeedsAlphaReference) return NO_PROBLEMS
  if (reference === undefined || reference.alpha) return NO_PROBLEMS

  const param = referenceNames[0] ?? names.references
  const message = `\`${param}\` must have at least one transparent pixel: ${row.id} keeps a transparent background, it does not make one.`
  return [{ param, rule: 'background.alpha', message }]
}
