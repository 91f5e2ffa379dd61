import type { Fault, FaultCode } from '../../core/fault.ts'
import type { FaultWords } from '../../lib/picture-events.ts'
import type { UpstreamFailure } from '../../lib/picture-list.ts'
import { codeOfStatus, upstreamFaults } from '../wire/upstream-faults.ts'
import type { UpstreamWords } from '../wire/upstream-faults.ts'

/**
 * The vendor's words and ours (error page of 2025-12-19 and its audit of 2026-10-08). A word stands for itself and
 * for all that begin with it and a dot. Refusals for content, rate and parameters are never billed.
 */
const WORDS: Readonly<Record<string, FaultCode>> = {
  MissingParameter: 'invalid_request',
  InvalidParameter: 'invalid_request',
  InvalidImageURL: 'reference_unreadable',
  NotFound: 'invalid_request',

  SensitiveContentDetected: 'content_refused',
  InputTextSensitiveContentDetected: 'content_refused',
  InputImageSensitiveContentDetected: 'content_refused',
  OutputTextSensitiveContentDetected: 'content_refused',
  OutputImageSensitiveContentDetected: 'content_refused',
  InputTextRiskDetection: 'content_refused',
  InputImageRiskDetection: 'content_refused',
  OutputTextRiskDetection: 'content_refused',
  OutputImageRiskDetection: 'content_refused',

  'InvalidEndpoint.ClosedEndpoint': 'upstream_unavailable',
  InvalidSubscription: 'upstream_unavailable',
  AuthenticationError: 'upstream_unavailable',
  InvalidAccountStatus: 'upstream_unavailable',
  AccessDenied: 'upstream_unavailable',
  AccountOverdueError: 'upstream_unavailable',
  OperationDenied: 'upstream_unavailable',
  ModelNotOpen: 'upstream_unavailable',
  UnsupportedModel: 'upstream_unavailable',
  'InvalidEndpointOrModel.ModelIDAccessDisabled': 'upstream_unavailable',
  QuotaExceeded: 'upstream_unavailable',
  SetLimitExceeded: 'upstream_unavailable',

  'InvalidEndpointOrModel.NotFound': 'model_not_found',

  ModelAccountIpmRateLimitExceeded: 'rate_limited',
  ModelAccountRpmRateLimitExceeded: 'rate_limited',
  ModelAccountTpmRateLimitExceeded: 'rate_limited',
  APIAccountRpmRateLimitExceeded: 'rate_limited',
  AccountRateLimitExceeded: 'rate_limited',
  RateLimitExceeded: 'rate_limited',
  RequestBurstTooFast: 'rate_limited',
  ServerOverloaded: 'rate_limited',
  InflightBatchsizeExceeded: 'rate_limited',
  /** The scanner failed, not the content. */
  ContentSecurityDetectionError: 'rate_limited',

  InternalServiceError: 'upstream_failed',
}

/** Faults about one engine, and one model by the upstream's own name where it is known. */
export function arkFaults(engine: string, model = 'this model'): FaultWords<Fault> {
  return upstreamFaults({ engine, model }, WORDS_OF_ARK)
}

const WORDS_OF_ARK: UpstreamWords = {
  code: ({ code }) => known(code),
  wholeCode(status, failure) {
    const byStatus = codeOfStatus(status)
    if (failure === undefined) return byStatus ?? 'outcome_unknown'
    // A vendor's words behind a proxy's status are not to be trusted: the vendor may have gone on.
    if (byStatus === 'outcome_unknown') return byStatus
    return known(failure.code) ?? byStatus ?? 'upstream_failed'
  },
  param: paramOf,
  sentence: (message) => message.replace(/\s*\(?request[ _]?id:? ?[\w-]*\)?\.?\s*$/i, ''),
}

/** `InvalidParameter.size` is asked for as itself, then as `InvalidParameter`. */
function known(code: string): FaultCode | undefined {
  if (code === '') return undefined
  if (Object.hasOwn(WORDS, code)) return WORDS[code]
  return known(code.slice(0, Math.max(0, code.lastIndexOf('.'))))
}

function paramOf({ code, message, param }: UpstreamFailure): string | undefined {
  const suffix = /^(?:InvalidParameter|MissingParameter|NotFound)\.([a-z]\w*)/.exec(code)?.[1]
  const quoted = /`([^`]+)`/.exec(message)?.[1]
  return param || suffix || quoted || undefined
}
