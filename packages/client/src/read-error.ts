import { DreamgateError } from './dreamgate-error.ts'
import type { Problem } from './dreamgate-error.ts'

interface WireError {
  readonly message?: string
  readonly code?: string | null
  readonly param?: string | null
  readonly details?: readonly (Problem | (Omit<Problem, 'param'> & { readonly param: null }))[]
}

/** A refusal as an error. Something between us and the gateway may have written the body: then the status speaks. */
export async function errorOf(response: Response): Promise<DreamgateError> {
  const { message, code, param, details } = wireErrorIn(await response.text().catch(() => ''))
  const { status, headers } = response
  const retryAfterMs = retryAfterOf(headers.get('retry-after'))
  return new DreamgateError(message ?? `The gateway answered ${status}.`, {
    status,
    code: code ?? `http_${status}`,
    param: param ?? undefined,
    details: details?.filter(namesField),
    jobId: headers.get('x-dreamgate-job') ?? undefined,
    requestId: headers.get('x-request-id') ?? undefined,
    retryable:
      (status === 429 || (status === 503 && retryAfterMs !== undefined)) &&
      headers.get('x-should-retry') !== 'false',
    retryAfterMs,
  })
}

/** The event that ends a stream which failed as a whole. */
export function streamError(data: string, about: { readonly jobId: string | undefined }): DreamgateError {
  const { message, code, param, details } = wireErrorIn(data)
  return new DreamgateError(message ?? 'The stream failed.', {
    code: code ?? 'stream_failed',
    param: param ?? undefined,
    details: details?.filter(namesField),
    jobId: about.jobId,
  })
}

/** A refusal that is about no field repeats itself as its only detail, with `param` null. */
function namesField(detail: { readonly param: string | null }): detail is Problem {
  return detail.param !== null
}

function wireErrorIn(text: string): WireError {
  try {
    const body = JSON.parse(text) as { readonly error?: WireError | string } | null
    const error = body?.error
    return typeof error === 'object' ? error : {}
  } catch {
    return {}
  }
}

/** Seconds or an HTTP date, in milliseconds. */
function retryAfterOf(written: string | null): number | undefined {
  if (written === null) return undefined
  const seconds = Number(written)
  const ms = Number.isNaN(seconds) ? Date.parse(written) - Date.now() : seconds * 1000
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0)
}
