import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault.ts'
import type { FaultWords } from '../../lib/picture-events.ts'
import type { UpstreamFailure } from '../../lib/picture-list.ts'

/**
 * Words of OpenAI, of servers that copy it, and of another Dreamgate (its wire contract, part 7), found in `code` or
 * else in `type`.
 */
const WORDS: Readonly<Record<string, FaultCode>> = {
  content_policy_violation: 'content_refused',
  moderation_blocked: 'content_refused',
  content_filter: 'content_refused',

  invalid_api_key: 'upstream_unavailable',
  account_deactivated: 'upstream_unavailable',
  permission_denied: 'upstream_unavailable',
  insufficient_quota: 'upstream_unavailable',
  billing_hard_limit_reached: 'upstream_unavailable',
  billing_not_active: 'upstream_unavailable',
  organization_must_be_verified: 'upstream_unavailable',

  rate_limit_exceeded: 'rate_limited',
  overloaded: 'rate_limited',

  model_not_found: 'model_not_found',
  invalid_image: 'reference_unreadable',
  invalid_image_format: 'reference_unreadable',
  image_too_large: 'too_large',
  request_too_large: 'too_large',
  invalid_value: 'invalid_request',
  invalid_size: 'invalid_request',
  missing_required_parameter: 'invalid_request',
  unknown_parameter: 'invalid_request',
  unsupported_parameter: 'invalid_request',
  unsupported_value: 'invalid_request',

  upstream_failed: 'upstream_failed',
  internal_error: 'upstream_failed',
  outcome_unknown: 'outcome_unknown',
  timeout: 'outcome_unknown',

  image_generation_user_error: 'content_refused',
  authentication_error: 'upstream_unavailable',
  rate_limit_error: 'rate_limited',
  tokens: 'rate_limited',
  requests: 'rate_limited',
}

/** Item errors of another Dreamgate that relays Ark keep the vendor's words. */
const FAMILIES: readonly (readonly [RegExp, FaultCode])[] = [
  [/SensitiveContentDetected|RiskDetection/, 'content_refused'],
  [/RateLimitExceeded/, 'rate_limited'],
]

/** Codes nobody knows, and answers without any: what the status alone says. */
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

/** A proxy on the way gave up; the server behind it may have gone on. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 499, 502, 504, 520, 522, 524])

/** Faults about one engine, and one model by the upstream's own name where it is known. */
export function openaiFaults(engine: string, model = 'this model'): FaultWords<Fault> {
  const asked: Asked = { engine, model }
  return {
    refused: ({ status, failure, retryAfterMs }) => {
      const words = failure ?? { code: '', message: `The upstream answered ${status}.`, param: '', type: '' }
      return faultOf(codeOf(status, failure), words, { asked, retryAfterMs })
    },
    failed: (failure) =>
      faultOf(known(failure) ?? 'upstream_failed', failure, { asked, retryAfterMs: undefined }),
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
  const fallback = GAVE_UP.has(status) ? 'outcome_unknown' : STATUSES[status]
  if (failure === undefined) return fallback ?? 'outcome_unknown'
  return known(failure) ?? fallback ?? (status === 503 ? 'upstream_unavailable' : 'upstream_failed')
}

function known({ code, type }: UpstreamFailure): FaultCode | undefined {
  const family = FAMILIES.find(([pattern]) => pattern.test(code))?.[1]
  const word = [code, type].find((candidate) => Object.hasOwn(WORDS, candidate))
  return family ?? (word === undefined ? undefined : WORDS[word])
}

function faultOf(
  code: FaultCode,
  failure: UpstreamFailure,
  { asked, retryAfterMs }: { readonly asked: Asked; readonly retryAfterMs: number | undefined },
): Fault {
  return new Fault(code, messageOf(code, failure, asked), {
    param: code === 'invalid_request' ? failure.param || undefined : undefined,
    vendorCode: failure.code || undefined,
    retryAfterMs,
    cause: failure,
  })
}

/** Callers read the upstream's sentence where it is about their request; what is about the account stays in `cause`. */
function messageOf(code: FaultCode, failure: UpstreamFailure, { engine, model }: Asked): string {
  const { code: word, message } = failure
  if (code === 'upstream_unavailable') {
    return `${engine} does not serve ${model} at present (${word || message}); the operator of this gateway has to look.`
  }
  if (code === 'model_not_found') {
    return `${engine} has no model ${model}; the operator of this gateway has to map it to another.`
  }
  return message || word || 'The upstream gave no reason.'
}
