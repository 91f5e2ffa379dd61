import type { WireRequest } from '../../core/ports/dialect.ts'
import { broken } from './problem.ts'
import type { Reading } from './read-fields.ts'

const LONGEST_SECONDS = 3600
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?([^,;"]*)/i

/** Seconds the caller waits: what the body says, else `Prefer: wait=N` (RFC 7240). */
export function waitOf(
  timeoutSeconds: number | undefined,
  headers: WireRequest['headers'],
): Reading<number | undefined> {
  const written = WAIT.exec(headers['prefer'] ?? '')?.[1]?.trim()
  if (written === undefined) return { value: timeoutSeconds, problems: [] }
  const seconds = /^\d{1,6}$/.test(written) ? Number(written) : Number.NaN
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return { value: timeoutSeconds ?? seconds, problems: [] }
  const must = `wait=N with N from 1 to ${LONGEST_SECONDS}`
  const nearest = seconds > LONGEST_SECONDS ? `wait=${LONGEST_SECONDS}` : 'wait=1'
  const problem = broken({ param: 'prefer', rule: 'range', must, value: `wait=${written}`, nearest })
  return { value: undefined, problems: [problem] }
}
