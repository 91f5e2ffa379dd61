import { describe, expect, it } from 'vitest'

import { context, orderFor, untilFault } from '../../../test/contracts/engine.ts'
import { arkUpstream } from '../../../test/upstream/ark-upstream.ts'
import type { Behaviour, Refuse } from '../../../test/upstream/behaviour.ts'
import type { Fault, FaultCode } from '../../core/fault.ts'
import { upstreamConnection } from '../../lib/upstream-connection.ts'
import { models } from '../../models/index.ts'
import { arkEngine } from './ark-engine.ts'

/** Every code of the vendor's error page, as it comes over the wire. */
const CODES: readonly (readonly [status: number, code: string, fault: FaultCode])[] = [
  [400, 'MissingParameter', 'invalid_request'],
  [400, 'MissingParameter.prompt', 'invalid_request'],
  [400, 'InvalidParameter', 'invalid_request'],
  [400, 'InvalidParameter.size', 'invalid_request'],
  [400, 'InvalidParameter.UnsupportedParameter', 'invalid_request'],
  [400, 'InvalidImageURL.EmptyURL', 'reference_unreadable'],
  [400, 'InvalidImageURL.InvalidFormat', 'reference_unreadable'],
  [400, 'InvalidEndpoint.ClosedEndpoint', 'upstream_unavailable'],
  [400, 'SensitiveContentDetected', 'content_refused'],
  [400, 'SensitiveContentDetected.SevereViolation', 'content_refused'],
  [400, 'SensitiveContentDetected.Violence', 'content_refused'],
  [400, 'InputTextSensitiveContentDetected', 'content_refused'],
  [400, 'InputTextSensitiveContentDetected.PolicyViolation', 'content_refused'],
  [400, 'InputImageSensitiveContentDetected', 'content_refused'],
  [400, 'InputImageSensitiveContentDetected.PolicyViolation', 'content_refused'],
  [400, 'InputImageSensitiveContentDetected.PrivacyInformation', 'content_refused'],
  [400, 'OutputImageSensitiveContentDetected', 'content_refused'],
  [400, 'OutputImageSensitiveContentDetected.DeepFake', 'content_refused'],
  [400, 'InputTextRiskDetection', 'content_refused'],
  [400, 'InputImageRiskDetection', 'content_refused'],
  [400, 'OutputTextRiskDetection', 'content_refused'],
  [400, 'OutputImageRiskDetection', 'content_refused'],
  [400, 'ContentSecurityDetectionError', 'rate_limited'],
  [400, 'InvalidSubscription', 'upstream_unavailable'],
  [401, 'AuthenticationError', 'upstream_unavailable'],
  [401, 'InvalidAccountStatus', 'upstream_unavailable'],
  [403, 'AccessDenied', 'upstream_unavailable'],
  [403, 'AccountOverdueError', 'upstream_unavailable'],
  [403, 'OperationDenied.ServiceNotOpen', 'upstream_unavailable'],
  [403, 'OperationDenied.ServiceOverdue', 'upstream_unavailable'],
  [403, 'OperationDenied.PermissionDenied', 'upstream_unavailable'],
  [403, 'OperationDenied.InvalidState', 'upstream_unavailable'],
  [404, 'InvalidEndpointOrModel.NotFound', 'model_not_found'],
  [404, 'ModelNotOpen', 'upstream_unavailable'],
  [404, 'InvalidEndpointOrModel.ModelIDAccessDisabled', 'upstream_unavailable'],
  [404, 'NotFound.file', 'invalid_request'],
  [404, 'UnsupportedModel', 'upstream_unavailable'],
  [429, 'ModelAccountIpmRateLimitExceeded', 'rate_limited'],
  [429, 'ModelAccountRpmRateLimitExceeded', 'rate_limited'],
  [429, 'ModelAccountTpmRateLimitExceeded', 'rate_limited'],
  [429, 'APIAccountRpmRateLimitExceeded', 'rate_limited'],
  [429, 'RateLimitExceeded.EndpointRPMExceeded', 'rate_limited'],
  [429, 'RateLimitExceeded.EndpointTPMExceeded', 'rate_limited'],
  [429, 'AccountRateLimitExceeded', 'rate_limited'],
  [429, 'RequestBurstTooFast', 'rate_limited'],
  [429, 'ServerOverloaded', 'rate_limited'],
  [429, 'InflightBatchsizeExceeded', 'rate_limited'],
  [429, 'QuotaExceeded', 'upstream_unavailable'],
  [429, 'SetLimitExceeded', 'upstream_unavailable'],
  [429, 'QuotaExceeded.AgentPlanQuotaExceeded', 'upstream_unavailable'],
  [500, 'InternalServiceError', 'upstream_failed'],
]

describe('a refusal by ark', () => {
  it.each(CODES)('%i %s is %s, in the vendor’s word', async (status, code, expected) => {
    const fault = await faultOf({ kind: 'refuse', status, code })

    expect(fault).toMatchObject({ code: expected, vendorCode: code })
  })

  it.each([
    [400, 'invalid_request'],
    [401, 'upstream_unavailable'],
    [403, 'upstream_unavailable'],
    [404, 'upstream_unavailable'],
    [413, 'too_large'],
    [429, 'rate_limited'],
    [500, 'upstream_failed'],
    [503, 'upstream_failed'],
    [504, 'outcome_unknown'],
  ] as const)('%i with a word nobody knows is %s', async (status, expected) => {
    expect(await faultOf({ kind: 'refuse', status, code: 'BrandNew.Word' })).toMatchObject({ code: expected })
  })

  it.each([
    [401, 'upstream_unavailable'],
    [413, 'too_large'],
    [429, 'rate_limited'],
    [500, 'outcome_unknown'],
    [502, 'outcome_unknown'],
    [503, 'outcome_unknown'],
    [504, 'outcome_unknown'],
    [524, 'outcome_unknown'],
  ] as const)('%i from a proxy on the way is %s', async (status, expected) => {
    expect(await faultOf({ kind: 'say', status, body: '<html>bad gateway</html>' })).toMatchObject({
      code: expected,
    })
  })

  it('says the vendor’s sentence and field, without its request id', async () => {
    const message =
      'The parameter `size` specified in the request is not valid: the specified size is not supported for model m.'

    const fault = await faultOf(refused({ status: 400, code: 'InvalidParameter', message }))

    expect(fault).toMatchObject({ message, param: 'size' })
  })

  it.each([
    [{ code: 'InvalidParameter', param: 'image' }, 'image'],
    [{ code: 'InvalidParameter.seed' }, 'seed'],
    [{ code: 'InvalidParameter.UnsupportedParameter', message: 'the parameter `tools` is not' }, 'tools'],
  ])('names the field that %o is about', async (words, param) => {
    expect(await faultOf(refused({ status: 400, ...words }))).toMatchObject({ param })
  })

  it('keeps what concerns the account from the caller, and tells the operator the word', async () => {
    const message = 'account 2100123456 has an overdue balance of 12.50 USD'

    const fault = await faultOf(refused({ status: 403, code: 'AccountOverdueError', message }))

    expect(fault.message).not.toContain('2100123456')
    expect(fault.message).toContain('AccountOverdueError')
  })

  it('names the model that the operator has to map', async () => {
    const fault = await faultOf(refused({ status: 404, code: 'InvalidEndpointOrModel.NotFound' }))

    expect(fault.message).toContain('seedream-4-0-250828')
  })

  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after-ms': '250' }, 250],
    [{ date: 'Fri, 20 Nov 2026 10:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 10:00:07 GMT' }, 7000],
    [{}, undefined],
  ])('asks to be retried after what %o says', async (headers, retryAfterMs) => {
    const fault = await faultOf(refused({ status: 429, code: 'RequestBurstTooFast', headers }))

    expect(fault.retryAfterMs).toBe(retryAfterMs)
  })
})

function refused(words: Omit<Refuse, 'kind'>): Refuse {
  return { kind: 'refuse', ...words }
}

async function faultOf(behaviour: Behaviour): Promise<Fault> {
  const upstream = await arkUpstream()
  const { baseUrl, apiKey } = upstream
  const fetchStranger = async (): Promise<never> => Promise.reject(new Error('nobody is a stranger here'))
  const engine = arkEngine({ name: 'ark', apiKey, baseUrl }, upstreamConnection({ baseUrl, fetchStranger }))
  const row = models.find(({ id }) => id === 'seedream-4-0-250828')
  if (row === undefined) throw new Error('the row is gone')
  upstream.next(behaviour)
  const { fault } = await untilFault(engine.generate(orderFor({ row }), context()))
  expect(upstream.bill).toEqual({ calls: 0, pictures: 0 })
  await engine.close()
  await upstream.close()
  return fault as Fault
}
