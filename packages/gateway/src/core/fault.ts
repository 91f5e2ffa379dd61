/**
 * Every way a request can fail, in one table. Each dialect has words for every code (a `Record<FaultCode, …>`,
 * so a new code does not compile until all of them do); nothing else decides a status.
 */
export const FAULTS = {
  invalid_request: { status: 400, whose: 'caller', mayFollowPurchase: false },
  missing_field: { status: 400, whose: 'caller', mayFollowPurchase: false },
  reference_unreadable: { status: 400, whose: 'caller', mayFollowPurchase: false },
  content_refused: { status: 400, whose: 'caller', mayFollowPurchase: false },
  unauthenticated: { status: 401, whose: 'caller', mayFollowPurchase: false },
  budget_exhausted: { status: 402, whose: 'caller', mayFollowPurchase: false },
  forbidden: { status: 403, whose: 'caller', mayFollowPurchase: false },
  not_found: { status: 404, whose: 'caller', mayFollowPurchase: false },
  model_not_found: { status: 404, whose: 'caller', mayFollowPurchase: false },
  conflict: { status: 409, whose: 'caller', mayFollowPurchase: true },
  too_large: { status: 413, whose: 'caller', mayFollowPurchase: false },
  unsupported_media_type: { status: 415, whose: 'caller', mayFollowPurchase: false },
  idempotency_mismatch: { status: 422, whose: 'caller', mayFollowPurchase: false },
  rate_limited: { status: 429, whose: 'upstream', mayFollowPurchase: false },
  internal: { status: 500, whose: 'ours', mayFollowPurchase: true },
  upstream_failed: { status: 502, whose: 'upstream', mayFollowPurchase: true },
  outcome_unknown: { status: 502, whose: 'upstream', mayFollowPurchase: true },
  overloaded: { status: 503, whose: 'ours', mayFollowPurchase: false },
  upstream_unavailable: { status: 503, whose: 'upstream', mayFollowPurchase: false },
  wait_ended: { status: 504, whose: 'caller', mayFollowPurchase: true },
} as const satisfies Record<string, FaultTraits>

export type FaultCode = keyof typeof FAULTS

interface FaultTraits {
  readonly status: number
  /** Who must act. Only 'ours' is logged as an error. */
  readonly whose: 'caller' | 'upstream' | 'ours'
  /** May a picture have been bought before this was said? Then clients are told not to retry by themselves. */
  readonly mayFollowPurchase: boolean
}

/** One broken rule, in the caller's own field names. */
export interface Problem {
  /** The wire field, as the caller spelled it: `size`, `custom_size.width`, `images[2]`. */
  readonly param: string
  /** A stable word for the rule: `size.pixels`, `references.max`. */
  readonly rule: string
  /** Names the field, the rule, the value seen and the nearest legal one. */
  readonly message: string
  /** A legal value for `param`, as the caller would write it. */
  readonly nearest?: string | number | boolean
}

export interface FaultOptions {
  readonly param?: string | undefined
  readonly details?: readonly Problem[] | undefined
  readonly retryAfterMs?: number | undefined
  /** The upstream's own word, for dialects that pass it on (`InputTextSensitiveContentDetected`). */
  readonly vendorCode?: string | undefined
  readonly cause?: unknown
}

/** The only thing thrown across a folder's border. `message` is safe to show a caller; `cause` never leaves the process. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly param: string | undefined
  readonly details: readonly Problem[]
  readonly retryAfterMs: number | undefined
  readonly vendorCode: string | undefined

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.param = options.param ?? options.details?.[0]?.param
    this.details = options.details ?? []
    this.retryAfterMs = options.retryAfterMs
    this.vendorCode = options.vendorCode
  }

  get status(): number {
    return FAULTS[this.code].status
  }
}

/** One refusal for all broken rules; the first one speaks in `message` and `param`. */
export function refusal(problems: readonly [Problem, ...Problem[]]): Fault {
  const [first] = problems
  const code = problems.every((problem) => problem.rule === 'required') ? 'missing_field' : 'invalid_request'
  return new Fault(code, first.message, { details: problems })
}

/** What happened, as a Fault; a stranger's exception becomes `internal` and stays inside as the cause. */
export function toFault(thrown: unknown): Fault {
  return thrown instanceof Fault
    ? thrown
    : new Fault('internal', 'The gateway failed unexpectedly.', { cause: thrown })
}

/** The part of a fault that is kept in rows: a job's end, a failed item. */
export interface FaultNote {
  readonly code: FaultCode
  readonly message: string
  readonly vendorCode?: string | undefined
  readonly param?: string | undefined
  readonly retryAfterMs?: number | undefined
}

export function noteOf(fault: Fault): FaultNote {
  const { code, message, vendorCode, param, retryAfterMs } = fault
  return { code, message, vendorCode, param, retryAfterMs }
}

export function faultOf({ code, message, ...options }: FaultNote): Fault {
  return new Fault(code, message, options)
}
