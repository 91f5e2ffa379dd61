import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault.ts'
import type { FaultWords } from '../../lib/picture-events.ts'
import type { UpstreamFailure } from '../../lib/picture-list.ts'

/** How one upstream says that something went wrong. */
export interface UpstreamWords {
  /** Our code for its words; undefined: it has none for this. */
  code(failure: UpstreamFailure): FaultCode | undefined
  /** Our code for a whole answer that is a failure. */
  wholeCode(status: number, failure: UpstreamFailure | undefined): FaultCode
  /** The field it blames, as it spells it. */
  param(failure: UpstreamFailure): string | undefined
  /** Its sentence as a caller should read it. */
  sentence(message: string): string
}

export interface Asked {
  readonly engine: string
  /** By the upstream's own name, where it is known. */
  readonly model: string
}

/** What the status alone says. A proxy on the way that gave up says nothing about the upstream behind it. */
const STATUSES: Readonly<Record<number, FaultCode>> = {
  400: 'invalid_request',
  401: 'upstream_unavailable',
  402: 'upstream_unavailable',
  403: 'upstream_unavailable',
  404: 'upstream_unavailable',
  405: 'upstream_unavailable',
  408: 'outcome_unknown',
  413: 'too_large',
  415: 'invalid_request',
  422: 'invalid_request',
  429: 'rate_limited',
  499: 'outcome_unknown',
  502: 'outcome_unknown',
  504: 'outcome_unknown',
  520: 'outcome_unknown',
  522: 'outcome_unknown',
  524: 'outcome_unknown',
}

export function codeOfStatus(status: number): FaultCode | undefined {
  return STATUSES[status]
}

/** Faults about one engine and one model, from what its upstream said or failed to say. */
export function upstreamFaults(asked: Asked, words: UpstreamWords): FaultWords<Fault> {
  const { engine } = asked
  const fault = (code: FaultCode, failure: UpstreamFailure, retryAfterMs: number | undefined): Fault =>
    new Fault(code, messageOf(code, { failure, asked, words }), {
      param: code === 'invalid_request' ? words.param(failure) : undefined,
      vendorCode: failure.code || undefined,
      retryAfterMs,
      cause: failure,
    })
  return {
    refused: ({ status, failure, retryAfterMs }) =>
      fault(words.wholeCode(status, failure), failure ?? silent(status), retryAfterMs),
    failed: (failure) => fault(words.code(failure) ?? 'upstream_failed', failure, undefined),
    lost: ({ sent, reason, message, cause }) =>
      sent
        ? new Fault(
            'outcome_unknown',
            `${engine} was asked and its answer was lost (${reason}: ${message}); whether a picture was bought is not known. Do not repeat the request: its job stays open until the operator resolves it.`,
            { cause },
          )
        : new Fault('upstream_unavailable', `${engine} cannot be reached (${message}).`, {
            cause,
            retryAfterMs: UNREACHABLE_PAUSE_MS,
          }),
    unfetched: (cause) =>
      new Fault(
        'upstream_unavailable',
        `The picture was made, but its address at ${engine} does not answer.`,
        { cause },
      ),
  }
}

/** Not one byte had left: it may be tried again, and this is how soon. */
const UNREACHABLE_PAUSE_MS = 1000

function silent(status: number): UpstreamFailure {
  return { code: '', message: `The upstream answered ${status}.`, param: '', type: '' }
}

interface Said {
  readonly failure: UpstreamFailure
  readonly asked: Asked
  readonly words: UpstreamWords
}

/** Callers read the upstream's sentence where it is about their request; what is about the account stays in `cause`. */
function messageOf(code: FaultCode, { failure, asked: { engine, model }, words }: Said): string {
  const said = words.sentence(failure.message)
  if (code === 'upstream_unavailable') {
    return `${engine} does not serve ${model} at present (${failure.code || said}); the operator of this gateway has to look.`
  }
  if (code === 'model_not_found') {
    return `${engine} has no model or endpoint ${model}; the operator of this gateway has to map it to another.`
  }
  return said || failure.code || 'The upstream gave no reason.'
}
