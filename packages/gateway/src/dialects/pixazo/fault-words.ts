import type { Fault, FaultCode } from '../../core/fault.ts'
import type { FaultContext, WireAnswer } from '../../core/ports/dialect.ts'
import { detailsOf, faultAnswer } from '../wire/fault-answer.ts'

/** 400 to 500 are the texts of the seeds' status tables, to the letter; the rest are ours. */
const WORDS: Readonly<Record<FaultCode, string>> = {
  invalid_request: 'Invalid request parameters',
  missing_field: 'Invalid request parameters',
  reference_unreadable: 'Invalid request parameters',
  content_refused: 'Invalid request parameters',
  unauthenticated: 'Invalid or missing authentication',
  budget_exhausted: 'Budget exhausted',
  forbidden: 'Access denied for this operation',
  not_found: 'Endpoint not found',
  model_not_found: 'Endpoint not found',
  conflict: 'Conflict',
  too_large: 'Request too large',
  unsupported_media_type: 'Unsupported media type',
  idempotency_mismatch: 'Idempotency key reused',
  rate_limited: 'Rate limit exceeded, please retry later',
  internal: 'An unexpected error occurred, please try again later',
  upstream_failed: 'Upstream failed',
  overloaded: 'Service overloaded',
  upstream_unavailable: 'Service overloaded',
  wait_ended: 'Timed out, poll job_set_id',
  outcome_unknown: 'Upstream outcome unknown',
}

/** `error` is fixed text, so what is wrong is always in `details`. */
export function encodeFault(fault: Fault, about: FaultContext): WireAnswer {
  const job = about.jobId === undefined ? {} : { job_set_id: about.jobId }
  return faultAnswer(fault, { error: WORDS[fault.code], details: detailsOf(fault), ...job })
}
