/** One broken rule of a refused request. */
export interface Problem {
  /** The field as the caller spelled it: `size`, `images[2]`. */
  readonly param: string
  readonly rule: string
  readonly message: string
  /** A legal value for `param`. */
  readonly nearest?: string | number | boolean
}

export interface DreamgateErrorOptions {
  readonly status?: number | undefined
  readonly code: string
  readonly param?: string | undefined
  readonly details?: readonly Problem[] | undefined
  readonly jobId?: string | undefined
  readonly requestId?: string | undefined
  readonly retryable?: boolean | undefined
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/** Whatever the gateway refused or failed at, and a gateway that did not answer (`unreachable`). An abort is not one. */
export class DreamgateError extends Error {
  override readonly name = 'DreamgateError'
  /** HTTP status; undefined when no answer came, or when a stream told of the failure. */
  readonly status: number | undefined
  readonly code: string
  /** The first broken rule's field. */
  readonly param: string | undefined
  /** Every broken rule of a field; empty when no field is at fault. */
  readonly details: readonly Problem[]
  /** The job it is about. It may go on: ask `jobs.get`. */
  readonly jobId: string | undefined
  readonly requestId: string | undefined
  /** Would the same call, sent again later, be safe and worth it? */
  readonly retryable: boolean
  /** How long the gateway asked to wait. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: DreamgateErrorOptions) {
    super(message, { cause: options.cause })
    this.status = options.status
    this.code = options.code
    this.param = options.param
    this.details = options.details ?? []
    this.jobId = options.jobId
    this.requestId = options.requestId
    this.retryable = options.retryable ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}
