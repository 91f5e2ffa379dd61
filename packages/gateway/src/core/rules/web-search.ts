import { NO_PROBLEMS, type Rule } from './rule.ts'

export const webSearchRule: Rule = ({ submission, row }) => {
  if (!submission.request.webSearch || row.webSearch) return NO_PROBLEMS
  const param = submission.names.webSearch
  const message = `\`${param}\` must be left out: ${row.id} cannot search the web.`
  return [{ param, rule: 'webSearch.unsupported', message }]
}
