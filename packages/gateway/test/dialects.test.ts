import { readdirSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { Fault, FAULTS, refusal, toFault } from '../src/core/fault.ts'
import type { FaultCode } from '../src/core/fault.ts'
import { CANONICAL_NAMES } from '../src/core/ports/dialect.ts'
import type { Dialect, PollRoute, SubmitRoute, WireAnswer } from '../src/core/ports/dialect.ts'
import type { Submission } from '../src/core/request.ts'
import { dialects } from '../src/dialects/index.ts'
import { readGolden, rewriteGolden } from './golden/dialects/golden-file.ts'
import type { Golden } from './golden/dialects/golden-file.ts'
import { eventOf } from './golden/dialects/told-event.ts'
import type { ToldEvent } from './golden/dialects/told-event.ts'
import { viewOf } from './golden/dialects/told-job.ts'
import type { ToldJob } from './golden/dialects/told-job.ts'

const GOLDEN = new URL('./golden/dialects/', import.meta.url)
const REWRITE = process.env['UPDATE_GOLDEN'] === '1'
const ABOUT = { requestId: 'req_01', jobId: undefined }

describe.each(dialects)('$name', (dialect) => {
  const folder = new URL(`${dialect.name}/`, GOLDEN)
  const files = readdirSync(folder).filter((file) => file.endsWith('.golden'))

  it('has golden files', () => {
    expect(files.length).toBeGreaterThan(0)
  })

  it.each(files)('%s', (name) => {
    const file = new URL(name, folder)
    const golden = readGolden(file)
    const { title, made } = outcome(dialect, golden)
    if (REWRITE) rewriteGolden(file, title, made)
    else expect({ title, made }).toEqual({ title: golden.title, made: golden.expected })
  })
})

describe('the routes', () => {
  it('assume and allow what the contract says (sections 2, 9.1, 9.6, 9.7)', () => {
    const route = (dialect: string, name: string) => {
      const { path, accepts, defaults, limits } = submitRoute(dialectNamed(dialect), name)
      const { extendPrompt, ...rest } = limits
      return { path, accepts, ...defaults, ...rest, extends: extendPrompt !== undefined }
    }

    expect(route('pixazo', 'pixazo.text')).toEqual({
      path: '/byteplus/v1/getTextToImage',
      accepts: ['json'],
      model: 'seedream-3-0-t2i-250415',
      fallbackModel: 'seedream-4-0-250828',
      size: '1024x1024',
      watermark: false,
      sequenceMax: 4,
      references: undefined,
      count: 1,
      referenceRequired: false,
      sizeRequiredFor: [],
      refusesPresence: false,
      extends: true,
    })
    expect(route('pixazo', 'pixazo.edit')).toEqual({
      path: '/byteplus/v1/getEditImage',
      accepts: ['json'],
      model: 'seededit-3-0-i2i-250628',
      fallbackModel: 'seedream-4-0-250828',
      size: 'adaptive',
      watermark: false,
      sequenceMax: 4,
      references: 1,
      count: 1,
      referenceRequired: true,
      sizeRequiredFor: ['seedream-4-5-251128'],
      refusesPresence: false,
      extends: true,
    })
    expect(route('pixazo', 'pixazo.multi')).toEqual({
      path: '/byteplus/v1/getEditMultiImage',
      accepts: ['json'],
      model: 'seedream-4-0-250828',
      fallbackModel: undefined,
      size: '1024x1024',
      watermark: false,
      sequenceMax: 4,
      references: 10,
      count: 1,
      referenceRequired: false,
      sizeRequiredFor: [],
      refusesPresence: false,
      extends: true,
    })
    const openai = {
      accepts: ['json', 'form'],
      model: 'seedream-5-0-260128',
      fallbackModel: undefined,
      size: undefined,
      watermark: false,
      sequenceMax: 4,
      references: 10,
      count: 6,
      sizeRequiredFor: [],
      refusesPresence: false,
      extends: false,
    }
    expect(route('openai', 'openai.generations')).toEqual({
      ...openai,
      path: '/v1/images/generations',
      referenceRequired: false,
    })
    expect(route('openai', 'openai.edits')).toEqual({
      ...openai,
      path: '/v1/images/edits',
      referenceRequired: true,
    })
    expect(route('ark', 'ark.generations')).toEqual({
      path: '/api/v3/images/generations',
      accepts: ['json'],
      model: undefined,
      fallbackModel: undefined,
      size: undefined,
      watermark: true,
      sequenceMax: undefined,
      references: undefined,
      count: 1,
      referenceRequired: false,
      sizeRequiredFor: [],
      refusesPresence: true,
      extends: false,
    })
    expect(pollRoute(dialectNamed('pixazo')).path).toBe('/ai-model-api-polling/getGenerationResults')
  })

  it.each(dialects)('stay within what $name answers for', (dialect) => {
    for (const { path } of dialect.routes) {
      expect(dialect.prefixes.some((prefix) => path.startsWith(prefix))).toBe(true)
    }
  })
})

describe.each(dialects)('a refusal of $name', (dialect) => {
  const submit = dialect.routes.filter((route) => route.kind === 'submit')

  it.each(submit)('stays short on $path, whatever was sent', (route) => {
    const junk = 'x'.repeat(200_000)
    const names = [...Object.values(CANONICAL_NAMES), 'images', 'custom_size', 'mask', 'extra_body', junk]
    const fields = names.map((name) => [
      name,
      name === 'image' ? Array.from({ length: 100 }, () => junk + '.') : junk,
    ])
    const value: unknown = Object.fromEntries(fields)

    const refused = refusalOf(dialect, () =>
      accepted(route.decode({ headers: {}, body: { kind: 'json', value } })),
    )

    expect(refused.length).toBeLessThan(100_000)
  })

  it.each(submit)('stays short on $path when a list is endless', (route) => {
    const value = {
      prompt: 'p',
      model: 'm',
      image: Array.from({ length: 20_000 }, () => 'a.png'),
      tools: Array.from({ length: 20_000 }, () => ({ type: 'hammer' })),
      metadata: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, []])),
    }

    const refused = refusalOf(dialect, () =>
      accepted(route.decode({ headers: {}, body: { kind: 'json', value } })),
    )

    expect(refused.length).toBeLessThan(100_000)
  })
})

function refusalOf(dialect: Dialect, decode: () => unknown): string {
  try {
    decode()
  } catch (thrown) {
    return JSON.stringify(dialect.encodeFault(toFault(thrown), ABOUT).body)
  }
  throw new Error('nothing was refused')
}

/** contract.md section 7, the row of `upstream_unavailable` being that of `overloaded`. */
const WORDS: Readonly<
  Record<FaultCode, readonly [status: number, pixazo: string, openai: string, ark: string]>
> = {
  invalid_request: [
    400,
    'Invalid request parameters',
    'invalid_request_error / invalid_value',
    'BadRequest / InvalidParameter',
  ],
  missing_field: [
    400,
    'Invalid request parameters',
    'invalid_request_error / missing_required_parameter',
    'BadRequest / MissingParameter',
  ],
  reference_unreadable: [
    400,
    'Invalid request parameters',
    'invalid_request_error / invalid_image',
    'BadRequest / InvalidParameter',
  ],
  content_refused: [
    400,
    'Invalid request parameters',
    'image_generation_user_error / content_policy_violation',
    'BadRequest / InputTextSensitiveContentDetected',
  ],
  unauthenticated: [
    401,
    'Invalid or missing authentication',
    'invalid_request_error / invalid_api_key',
    'Unauthorized / AuthenticationError',
  ],
  budget_exhausted: [
    402,
    'Budget exhausted',
    'insufficient_quota / insufficient_quota',
    'Forbidden / AccountOverdueError',
  ],
  forbidden: [
    403,
    'Access denied for this operation',
    'invalid_request_error / permission_denied',
    'Forbidden / AccessDenied',
  ],
  not_found: [404, 'Endpoint not found', 'invalid_request_error / not_found', 'NotFound / NotFound'],
  model_not_found: [
    404,
    'Endpoint not found',
    'invalid_request_error / model_not_found',
    'NotFound / InvalidEndpointOrModel.NotFound',
  ],
  conflict: [
    409,
    'Conflict',
    'invalid_request_error / conflict',
    'BadRequest / OperationDenied.InvalidState',
  ],
  too_large: [
    413,
    'Request too large',
    'invalid_request_error / request_too_large',
    'BadRequest / InvalidParameter',
  ],
  unsupported_media_type: [
    415,
    'Unsupported media type',
    'invalid_request_error / unsupported_media_type',
    'BadRequest / InvalidParameter',
  ],
  idempotency_mismatch: [
    422,
    'Idempotency key reused',
    'invalid_request_error / idempotency_mismatch',
    'BadRequest / InvalidParameter',
  ],
  rate_limited: [
    429,
    'Rate limit exceeded, please retry later',
    'rate_limit_error / rate_limit_exceeded',
    'TooManyRequests / ModelAccountIpmRateLimitExceeded',
  ],
  internal: [
    500,
    'An unexpected error occurred, please try again later',
    'server_error / internal_error',
    'InternalServerError / InternalServiceError',
  ],
  upstream_failed: [
    502,
    'Upstream failed',
    'server_error / upstream_failed',
    'InternalServerError / InternalServiceError',
  ],
  outcome_unknown: [
    502,
    'Upstream outcome unknown',
    'server_error / outcome_unknown',
    'InternalServerError / InternalServiceError',
  ],
  overloaded: [503, 'Service overloaded', 'server_error / overloaded', 'TooManyRequests / ServerOverloaded'],
  upstream_unavailable: [
    503,
    'Service overloaded',
    'server_error / overloaded',
    'TooManyRequests / ServerOverloaded',
  ],
  wait_ended: [
    504,
    'Timed out, poll job_set_id',
    'server_error / timeout',
    'InternalServerError / InternalServiceError',
  ],
}

describe.each(Object.entries(FAULTS))('the fault %s', (name, traits) => {
  const code = name as FaultCode
  const fault = new Fault(code, 'The heron flew.', {
    param: 'prompt',
    retryAfterMs: 2_300,
    vendorCode: code === 'content_refused' ? 'InputTextSensitiveContentDetected' : undefined,
  })
  const [status, pixazo, openai, ark] = WORDS[code]
  const details = [{ param: 'prompt', rule: code, message: 'The heron flew.' }]

  it('has the words of the contract in every dialect', () => {
    expect(spoken('pixazo', fault)).toEqual({
      error: pixazo,
      details,
      job_set_id: 'job_01',
    })
    const [openaiType, openaiCode] = openai.split(' / ')
    expect(spoken('openai', fault)).toEqual({
      error: { message: 'The heron flew.', type: openaiType, param: 'prompt', code: openaiCode, details },
    })
    const [arkType, arkCode] = ark.split(' / ')
    expect(spoken('ark', fault)).toEqual({
      error: {
        code: arkCode,
        message: 'The heron flew. Request id: req_01',
        param: 'prompt',
        type: arkType,
        details,
      },
    })
  })

  it.each(dialects)('says in $name with which status, and when to ask again', (dialect) => {
    const answer = dialect.encodeFault(fault, { requestId: 'req_01', jobId: 'job_01' })
    const later = code === 'rate_limited' || code === 'overloaded' ? { 'retry-after': '3' } : {}
    const never = traits.mayFollowPurchase ? { 'x-should-retry': 'false' } : {}
    expect(answer.status).toBe(status)
    expect(answer.headers).toEqual({ ...later, ...never })
  })
})

describe('a fault without a field', () => {
  const fault = new Fault('content_refused', 'No.')

  const details = [{ param: null, rule: 'content_refused', message: 'No.' }]

  it('leaves the place of the field as each dialect does, and is its own detail', () => {
    expect(spoken('pixazo', fault)).toMatchObject({ details })
    expect(spoken('openai', fault)).toMatchObject({ error: { param: null, details } })
    expect(spoken('ark', fault)).toMatchObject({
      error: { param: '', code: 'SensitiveContentDetected', details },
    })
  })
})

function spoken(name: string, fault: Fault): unknown {
  return dialectNamed(name).encodeFault(fault, { requestId: 'req_01', jobId: 'job_01' }).body
}

function dialectNamed(name: string): Dialect {
  const dialect = dialects.find((each) => each.name === name)
  if (dialect === undefined) throw new Error(`no dialect ${name}`)
  return dialect
}

interface Outcome {
  readonly title: string
  readonly made: unknown
}

function outcome(dialect: Dialect, golden: Golden): Outcome {
  try {
    const { title, made } = outcomeOf(dialect, golden)
    return { title, made: asJson(made) }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const { status, body } = dialect.encodeFault(toFault(thrown), ABOUT)
    return { title: `fault ${status}`, made: asJson(body) }
  }
}

function outcomeOf(dialect: Dialect, { verb, words, request }: Golden): Outcome {
  const [name = '', vocabulary, previews = '0'] = words
  const told = request.body.kind === 'json' ? request.body.value : undefined
  switch (verb) {
    case 'POST':
      return decoded(routeOf(dialect, name), request)
    case 'ANSWER':
      return answered(submitRoute(dialect, name).encode(viewOf(told as ToldJob, name)))
    case 'ACCEPTED':
      return answered(submitRoute(dialect, name).encodeAccepted(viewOf(told as ToldJob, name).job))
    case 'POLLED':
      return answered(pollRoute(dialect).encode(viewOf(told as ToldJob, name)))
    case 'EVENT': {
      const stream = {
        vocabulary: vocabulary === 'openai' ? 'openai' : 'ark',
        previews: Number(previews),
      } as const
      return {
        title: 'events',
        made: submitRoute(dialect, name).encodeEvent(eventOf(told as ToldEvent, name), stream),
      }
    }
    default:
      throw new Error(`no such verb: ${verb}`)
  }
}

function decoded(route: SubmitRoute | PollRoute, request: Golden['request']): Outcome {
  if (route.kind === 'poll') return { title: 'poll', made: route.decode(request) }
  return { title: 'submission', made: withOwnNames(accepted(route.decode(request))) }
}

/** What the plan does first with a submission whose form is wrong. */
function accepted(submission: Submission): Submission {
  const [first, ...rest] = submission.problems
  if (first !== undefined) throw refusal([first, ...rest])
  return submission
}

/** Of the names only those that are not the canonical ones. */
function withOwnNames(submission: Submission): object {
  const names = Object.entries(submission.names).filter(
    ([field, name]) => Object.entries(CANONICAL_NAMES).find(([other]) => other === field)?.[1] !== name,
  )
  return { ...submission, problems: undefined, names: Object.fromEntries(names) }
}

function answered({ status, headers, body }: WireAnswer): Outcome {
  return { title: `answer ${status}`, made: headers === undefined ? body : { headers, body } }
}

function routeOf(dialect: Dialect, path: string): SubmitRoute | PollRoute {
  const route = dialect.routes.find((each) => each.path === path)
  if (route === undefined) throw new Error(`${dialect.name} has no route ${path}`)
  return route
}

function submitRoute(dialect: Dialect, name: string): SubmitRoute {
  const route = dialect.routes.find((each) => each.name === name)
  if (route?.kind !== 'submit') throw new Error(`${dialect.name} has no submit route ${name}`)
  return route
}

function pollRoute(dialect: Dialect): PollRoute {
  const route = dialect.routes.find((each) => each.kind === 'poll')
  if (route?.kind !== 'poll') throw new Error(`${dialect.name} has no poll route`)
  return route
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
