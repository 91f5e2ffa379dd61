import { NO_PROBLEMS, type Rule } from './rule.ts'

/** Wire fields that the vendor refuses whatever their value, in its own words (seen live 2026-09). */
export const presenceRule: Rule = ({ submission, row, limits }) => {
  if (!limits.refusesPresence) return NO_PROBLEMS
  return row.refusedFields
    .filter((field) => submission.present.includes(field))
    .map((param) => ({
      param,
      rule: 'field.unsupported',
      message: `the parameter \`${param}\` is not supported by the current model`,
    }))
}
