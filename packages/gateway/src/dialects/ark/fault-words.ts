import type { Fault, FaultCode } from '../../core/fault.ts'
import type { FaultContext, WireAnswer } from '../../core/ports/dialect.ts'
import { detailsOf, faultAnswer } from '../wire/fault-answer.ts'

interface Words {
  readonly type: string
  readonly code: string
}

/** The vendor's own codes (error page of 2025-12-19, upstream.md 3.2), the nearest one where it has no such fault. */
const WORDS: Readonly<Record<FaultCode, Words>> = {
  invalid_request: badRequest('InvalidParameter'),
  missing_field: badRequest('MissingParameter'),
  reference_unreadable: badRequest('InvalidParameter'),
  content_refused: badRequest('SensitiveContentDetected'),
  unauthenticated: { type: 'Unauthorized', code: 'AuthenticationError' },
  budget_exhausted: { type: 'Forbidden', code: 'AccountOverdueError' },
  forbidden: { type: 'Forbidden', code: 'AccessDenied' },
  not_found: { type: 'NotFound', code: 'NotFound' },
  model_not_found: { type: 'NotFound', code: 'InvalidEndpointOrModel.NotFound' },
  conflict: badRequest('OperationDenied.InvalidState'),
  too_large: badRequest('InvalidParameter'),
  unsupported_media_type: badRequest('InvalidParameter'),
  idempotency_mismatch: badRequest('InvalidParameter'),
  rate_limited: { type: 'TooManyRequests', code: 'ModelAccountIpmRateLimitExceeded' },
  internal: serviceError(),
  upstream_failed: serviceError(),
  overloaded: { type: 'TooManyRequests', code: 'ServerOverloaded' },
  upstream_unavailable: { type: 'TooManyRequests', code: 'ServerOverloaded' },
  wait_ended: serviceError(),
  outcome_unknown: serviceError(),
}

/** `param` is empty text where no field is meant, and the message ends with the request's id: so the vendor writes. */
export function encodeFault(fault: Fault, about: FaultContext): WireAnswer {
  const { type, code } = WORDS[fault.code]
  const error = {
    code: fault.code === 'content_refused' ? (fault.vendorCode ?? code) : code,
    message: `${fault.message} Request id: ${about.requestId}`,
    param: fault.param ?? '',
    type,
    details: detailsOf(fault),
  }
  return faultAnswer(fault, { error })
}

function badRequest(code: string): Words {
  return { type: 'BadRequest', code }
}

function serviceError(): Words {
  return { type: 'InternalServerError', code: 'InternalServiceError' }
}
