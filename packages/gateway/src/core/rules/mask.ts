import type { Problem } from '../fault.ts'
import { spellPixels } from '../size.ts'
import { NO_PROBLEMS, type ReadRule, type Rule } from './rule.ts'

export const maskRule: Rule = ({ submission, engine }) => {
  const { request, names } = submission
  if (request.mask === undefined) return NO_PROBLEMS

  const problems: Problem[] = []
  if (!engine.masks) {
    const message = `\`${names.mask}\` must be left out: this engine edits whole pictures. Say in \`${names.prompt}\` what may change.`
    problems.push({ param: names.mask, rule: 'mask.unsupported', message })
  }
  if (request.references.length === 0) {
    const message = `\`${names.mask}\` needs the picture it belongs to in \`${names.references}\`.`
    problems.push({ param: names.references, rule: 'mask.reference', message })
  }
  return problems
}

/** PNG, partly transparent, and the size of reference 1. */
export const maskPictureRule: ReadRule = ({ submission, mask, references }) => {
  if (mask === undefined) return NO_PROBLEMS
  const param = submission.names.mask
  const [first] = references

  const problems: Problem[] = []
  if (mask.mediaType !== 'image/png') {
    const message = `\`${param}\` must be a PNG; it is ${mask.mediaType}.`
    problems.push({ param, rule: 'mask.format', message })
  } else if (!mask.alpha) {
    const message = `\`${param}\` has no transparent pixel, so nothing could change. Transparent is what may be drawn over.`
    problems.push({ param, rule: 'mask.alpha', message })
  }
  if (first !== undefined && (first.width !== mask.width || first.height !== mask.height)) {
    const nearest = spellPixels(first)
    const message = `\`${param}\` is ${spellPixels(mask)}; it must be as large as the first reference, ${nearest}.`
    problems.push({ param, rule: 'mask.size', message, nearest })
  }
  return problems
}
