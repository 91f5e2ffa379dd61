import { DreamgateError } from './dreamgate-error.ts'
import { errorOf } from './read-error.ts'

export interface ConnectionOptions {
  readonly baseUrl: string
  readonly key: string
  readonly fetch: (request: Request) => Promise<Response>
}

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
  readonly signal?: AbortSignal | undefined
  /** False where a second one could be answered otherwise than the first whose answer was lost. */
  readonly repeatable?: boolean
}

export interface Connection {
  /** The answer as `read` takes it. DreamgateError: the gateway refused, or did not answer after all tries. */
  ask<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T>
}

const TRIES = 4
const FIRST_PAUSE_MS = 250
/** Longer than this a caller should decide about for itself. */
const LONGEST_PAUSE_MS = 60_000

/** Sends calls, and sends again what is safe and worth it: no answer at all, 429, and 503 that says when to come back. */
export function connection(options: ConnectionOptions): Connection {
  return {
    async ask(call, read) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await once(options, call, read)
        } catch (error) {
          const pauseMs = pauseBefore(error, call, tried)
          if (pauseMs === undefined) throw error
          await pause(pauseMs, call.signal)
        }
      }
    },
  }
}

/** The JSON of an answer. What is no JSON did not come from a gateway, and asking again would not change that. */
export async function jsonOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new DreamgateError('The answer is not JSON: is there a gateway at this address?', {
      status: response.status,
      code: 'unreadable_answer',
      cause,
    })
  }
}

async function once<T>(
  { baseUrl, key, fetch }: ConnectionOptions,
  call: Call,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const request = new Request(`${baseUrl}${call.path}`, {
    method: call.method,
    headers: { authorization: `Bearer ${key}`, ...call.headers },
    body: call.body ?? null,
    signal: call.signal ?? null,
  })
  try {
    const response = await fetch(request)
    if (!response.ok) throw await errorOf(response)
    return await read(response)
  } catch (cause) {
    call.signal?.throwIfAborted()
    if (cause instanceof DreamgateError) throw cause
    throw new DreamgateError(`The gateway at ${baseUrl === '' ? 'this address' : baseUrl} does not answer.`, {
      code: 'unreachable',
      retryable: call.repeatable !== false,
      cause,
    })
  }
}

/** How long to wait before the next try; undefined: there is none. */
function pauseBefore(error: unknown, call: Call, tried: number): number | undefined {
  if (!(error instanceof DreamgateError) || !error.retryable || tried >= TRIES) return undefined
  if (call.signal?.aborted === true) return undefined
  const pauseMs = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (tried - 1) * (1 + Math.random())
  return pauseMs > LONGEST_PAUSE_MS ? undefined : pauseMs
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end, { once: true })
    function end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      if (signal?.aborted === true) reject(signal.reason)
      else resolve()
    }
  })
}
