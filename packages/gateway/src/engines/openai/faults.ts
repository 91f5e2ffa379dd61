import type { Fault, FaultCode } from '../../core/fault.ts'
import type { FaultWords } from '../../lib/picture-events.ts'
import type { UpstreamFailure } from '../../lib/picture-list.ts'
import { codeOfStatus, upstreamFaults } from '../wire/upstream-faults.ts'
import type { UpstreamWords } from '../wire/upstream-faults.ts'

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

/** Faults about one engine, and one model by the upstream's own name where it is known. */
export function openaiFaults(engine: string, model = 'this model'): FaultWords<Fault> {
  return upstreamFaults({ engine, model }, WORDS_OF_OPENAI)
}

const WORDS_OF_OPENAI: UpstreamWords = {
  code: known,
  wholeCode(status, failure) {
    const byStatus = codeOfStatus(status)
    if (failure === undefined) return byStatus ?? 'outcome_unknown'
    return known(failure) ?? byStatus ?? (status === 503 ? 'upstream_unavailable' : 'upstream_failed')
  },
  param: ({ param }) => param || undefined,
  sentence: (message) => message,
}

function known({ code, type }: UpstreamFailure): FaultCode | undefined {
  const family = FAMILIES.find(([pattern]) => pattern.test(code))?.[1]
  const word = [code, type].find((candidate) => Object.hasOwn(WORDS, candidate))
  return family ?? (word === undefined ? undefined : WORDS[word])
}
