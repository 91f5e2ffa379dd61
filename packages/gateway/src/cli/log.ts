/** One JSON line on standard error per failure of ours, with its cause chain; no prompt, no key, no pixel. */
export function log(error: unknown, about: Readonly<Record<string, string>>): void {
  const line = { level: 'error', time: new Date().toISOString(), ...about, error: described(error) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

function described(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause !== undefined && { cause: described(cause) }) }
}
