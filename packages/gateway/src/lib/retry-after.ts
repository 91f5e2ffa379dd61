/**
 * Milliseconds until an upstream wants to be asked again, by `retry-after-ms` or `retry-after` (seconds or a date).
 * A date counts from the answer's own `date`, so the two clocks need not agree.
 */
export function retryAfterMs(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const exact = positive(headers['retry-after-ms'])
  if (exact !== undefined) return exact
  const text = headers['retry-after']
  const seconds = positive(text)
  if (seconds !== undefined) return seconds * 1000
  const pause = Date.parse(text ?? '') - Date.parse(headers['date'] ?? '')
  return Number.isNaN(pause) ? undefined : Math.max(0, pause)
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}
