import type { Problem } from '../fault.ts'
import { NO_PROBLEMS, type Rule } from './rule.ts'

/** Splitting one picture into layers (vendor editing guide, read 2026-10-08): one reference in, png out. */
export const layersRule: Rule = ({ submission, row }) => {
  const { request, names } = submission
  const param = names.layers
  if (!request.layers) return NO_PROBLEMS
  if (row.maxLayers === 0) {
    const message = `\`${param}\` must be false: ${row.id} cannot split a picture into layers.`
    return [{ param, rule: 'layers.unsupported', message, nearest: false }]
  }

  const problems: Problem[] = []
  const given = request.references.length
  if (given !== 1) {
    const message = `\`${param}\` needs exactly one reference in \`${names.references}\`, ${given} given.`
    problems.push({ param: names.references, rule: 'layers.references', message, nearest: 1 })
  }
  if (request.output.kind === 'independent' && request.output.count > 1) {
    const message = `\`${names.count}\` must be 1 with \`${param}\`, ${request.output.count} given: one call splits one picture.`
    problems.push({ param: names.count, rule: 'layers.count', message, nearest: 1 })
  }
  if (request.format === 'jpeg') {
    const message = `\`${names.format}\` must be png with \`${param}\`, jpeg given: layers are transparent.`
    problems.push({ param: names.format, rule: 'layers.format', message, nearest: 'png' })
  }
  return problems
}
