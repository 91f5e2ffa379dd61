import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault.ts'
import type { FaultWords } from '../../lib/picture-events.ts'
import type { UpstreamFailure } from '../../lib/picture-list.ts'

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

/** Codes that the tables above do not have, and answers without any: what the status alone says. */
const STATUSES: Readonly<Record<number, FaultCode>> = {
  400: 'invalid_request',
  401: 'upstream_unavailable',
  402: 'upstream_unavailable',
  403: 'upstream_unavailable',
  404: 'upstream_unavailable',
  405: 'upstream_unavailable',
  413: 'too_large',
  415: 'invalid_request',
  422: 'invalid_request',
  429: 'rate_limited',
}

/** A proxy on the way gave up; the vendor may have gone on. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 499, 502, 504, 520, 522, 524])

/** Faults about one engine, and one model by the upstream's own name where it is known. */
export function arkFaults(engine: string, model = 'this model'): FaultWords<Fault> {
  const asked: Asked = { engine, model }
  return {
    refused: ({ status, failure, retryAfterMs }) => {
      const words = failure ?? { code: '', message: `The upstream answered ${status}.`, param: '', type: '' }
      return faultOf(codeOf(status, failure), words, { asked, retryAfterMs })
    },
    failed: (failure) =>
      faultOf(known(failure.code) ?? 'upstream_failed', failure, { asked, retryAfterMs: undefined }),
    lost: ({ sent, reason, message, cause }) =>
      sent
        ? new Fault(
            'outcome_unknown',
            `${engine} was asked and its answer was lost (${reason}: ${message}).`,
            { cause },
          )
        : new Fault('upstream_unavailable', `${engine} cannot be reached (${message}).`, { cause }),
    unfetched: (cause) =>
      new Fault(
        'upstream_unavailable',
        `The picture was made, but its address at ${engine} does not answer.`,
        { cause },
      ),
  }
}

interface Asked {
  readonly engine: string
  readonly model: string
}

function codeOf(status: number, failure: UpstreamFailure | undefined): FaultCode {
  if (GAVE_UP.has(status)) return 'outcome_unknown'
  const fallback = STATUSES[status]
  if (failure === undefined) return fallback ?? 'outcome_unknown'
  return known(failure.code) ?? fallback ?? 'upstream_failed'
}

/** `InvalidParameter.size` is asked for as itself, then as `InvalidParameter`. */
function known(code: string): FaultCode | undefined {
  if (code === '') return undefined
  if (Object.hasOwn(WORDS, code)) return WORDS[code]
  return known(code.slice(0, Math.max(0, code.lastIndexOf('.'))))
}

function faultOf(
  code: FaultCode,
  failure: UpstreamFailure,
  { asked, retryAfterMs }: { readonly asked: Asked; readonly retryAfterMs: number | undefined },
): Fault {
  return new Fault(code, messageOf(code, failure, asked), {
    param: code === 'invalid_request' ? paramOf(failure) : undefined,
    vendorCode: failure.code || undefined,
    retryAfterMs,
    cause: failure,
  })
}

/** Callers read the vendor's sentence where it is about their request; what is about the account stays in `cause`. */
function messageOf(
  code: FaultCode,
  { code: word, message }: UpstreamFailure,
  { engine, model }: Asked,
): string {
  const said = message.replace(/\s*\(?request[ _]?id:? ?[\w-]*\)?\.?\s*$/i, '')
  if (code === 'upstream_unavailable') {
    return `${engine} does not serve ${model} at present (${word || said}); the operator of this gateway has to look.`
  }
  if (code === 'model_not_found') {
    return `${engine} has no model or endpoint ${model}; the operator of this gateway has to map it to another.`
  }
  return said || word || 'The upstream gave no reason.'
}

function paramOf({ code, message, param }: UpstreamFailure): string | undefined {
  const suffix = /^(?:InvalidParameter|MissingParameter|NotFound)\.([a-z]\w*)/.exec(code)?.[1]
  const quoted = /`([^`]+)`/.exec(message)?.[1]
  return param || suffix || quoted || undefined
}
