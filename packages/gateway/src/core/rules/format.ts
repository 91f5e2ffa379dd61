import { listed, NO_PROBLEMS, type Rule } from './rule.ts'

export const formatRule: Rule = ({ submission, row }) => {
  const { format } = submission.request
  if (format === undefined || row.formats.includes(format)) return NO_PROBLEMS

  const param = submission.names.format
  const [nearest] = row.formats
  const hint = format === 'png' ? ' For png use a 5.0 model.' : ''
  const message = `\`${param}\` ${format} is not made by ${row.id}: it makes ${listed(row.formats)}.${hint}`
  return [{ param, rule: 'format.unsupported', message, nearest }]
}
