import { FAULTS } from '../../core/fault.ts'
import type { Fault, Problem } from '../../core/fault.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { WireAnswer } from '../../core/ports/dialect.ts'

/** What every dialect says with a fault, in headers: when to come again, and whether to come again at all. */
export function faultAnswer(fault: Fault, body: JsonValue): WireAnswer {
  return { status: fault.status, headers: { ...retryAfter(fault), ...shouldRetry(fault) }, body }
}

/** The official OpenAI SDKs ask again on any 5xx unless told not to, and would buy the picture twice. */
function shouldRetry(fault: Fault): Readonly<Record<string, string>> {
  return FAULTS[fault.code].mayFollowPurchase ? { 'x-should-retry': 'false' } : {}
}

function retryAfter(fault: Fault): Readonly<Record<string, string>> {
  if (fault.code !== 'rate_limited' && fault.code !== 'overloaded') return {}
  return { 'retry-after': String(Math.max(1, Math.ceil((fault.retryAfterMs ?? 1000) / 1000))) }
}

/** Every broken rule of a refusal. Never empty: where no rule of the body was broken, the fault itself is the one. */
export function detailsOf({ details, param, code, message }: Fault): readonly JsonObject[] {
  if (details.length > 0) return details.map(problemObject)
  return [{ param: param ?? null, rule: code, message }]
}

function problemObject({ param, rule, message, nearest }: Problem): JsonObject {
  return nearest === undefined ? { param, rule, message } : { param, rule, message, nearest }
}
