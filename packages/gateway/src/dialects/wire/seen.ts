const LONGEST = 80

/** A value as a refusal shows it: one short line, whatever was sent. */
export function seen(value: unknown): string {
  if (typeof value === 'string') return seenText(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return JSON.stringify(value) ?? 'nothing'
}

function seenText(text: string): string {
  if (text.length <= LONGEST) return JSON.stringify(text)
  return `${JSON.stringify(`${text.slice(0, LONGEST)}…`)} (${text.length} characters)`
}
