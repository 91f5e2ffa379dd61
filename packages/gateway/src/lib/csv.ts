export type CsvLine = Readonly<Record<string, string | number>>

/**
 * RFC 4180: a header, then one line each, in the order of `columns`. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front, which spreadsheets read as "this is text" (OWASP, CSV injection); numbers stay numbers.
 */
export function csv(columns: readonly string[], lines: readonly CsvLine[]): string {
  const cells = lines.map((line) => columns.map((column) => line[column] ?? ''))
  return [columns, ...cells].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

const FORMULA = /^[=+\-@\t\r\n]/
const NUMBER = /^-?\d+(\.\d+)?$/
const NEEDS_QUOTES = /[",\r\n]/

function cell(value: string | number): string {
  const text = String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
