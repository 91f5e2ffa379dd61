import type { Fault, FaultCode } from '../../core/fault.ts'
import type { FaultContext, WireAnswer } from '../../core/ports/dialect.ts'
import { detailsOf, faultAnswer } from '../wire/fault-answer.ts'

interface Words {
  readonly type: string
  readonly code: string
}

const WORDS: Readonly<Record<FaultCode, Words>> = {
  invalid_request: callers('invalid_value'),
  missing_field: callers('missing_required_parameter'),
  reference_unreadable: callers('invalid_image'),
  content_refused: { type: 'image_generation_user_error', code: 'content_policy_violation' },
  unauthenticated: callers('invalid_api_key'),
  budget_exhausted: { type: 'insufficient_quota', code: 'insufficient_quota' },
  forbidden: callers('permission_denied'),
  not_found: callers('not_found'),
  model_not_found: callers('model_not_found'),
  conflict: callers('conflict'),
  too_large: callers('request_too_large'),
  unsupported_media_type: callers('unsupported_media_type'),
  idempotency_mismatch: callers('idempotency_mismatch'),
  rate_limited: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  internal: servers('internal_error'),
  upstream_failed: servers('upstream_failed'),
  overloaded: servers('overloaded'),
  upstream_unavailable: servers('overloaded'),
  wait_ended: servers('timeout'),
  outcome_unknown: servers('outcome_unknown'),
}

/** The four keys are always there: the official SDKs' error type has all of them, `param` may be null. */
export function encodeFault(fault: Fault, _about: FaultContext): WireAnswer {
  const { type, code } = WORDS[fault.code]
  const { message, param = null } = fault
  return faultAnswer(fault, { error: { message, type, param, code, details: detailsOf(fault) } })
}

function callers(code: string): Words {
  return { type: 'invalid_request_error', code }
}

function servers(code: string): Words {
  return { type: 'server_error', code }
}
