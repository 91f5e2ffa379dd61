import { Readable } from 'node:stream'

import { Agent } from 'undici'

import { deadline } from './deadline.ts'
import type { Deadline } from './deadline.ts'

/** HTTP to one paid upstream: knows whether a request that failed had been sent, because then it may have been bought. */
export interface UpstreamConnection {
  /** Resolves with the head of the answer, whatever its status; rejects with a `ConnectionError`. Never retries. */
  post(url: string, request: UpstreamRequest): Promise<UpstreamAnswer>
  /**
   * The bytes behind an address that the upstream answered with. Its own origin is asked straight, any other goes
   * through the guarded fetch, and so does every redirect. Free, so it may be repeated.
   */
  fetchResult(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
  close(): Promise<void>
}

export interface UpstreamRequest {
  readonly headers: Readonly<Record<string, string>>
  /** Sent one after the other with the sum as content-length, so pictures need not be joined in memory. */
  readonly body: readonly Uint8Array[]
  readonly signal: AbortSignal
  /** For the whole of it, the answer's last byte included. */
  readonly timeoutMs: number
}

export interface UpstreamAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Must be read or left with `return`; rejects with a `ConnectionError`. */
  readonly body: AsyncIterable<Uint8Array>
}

export interface UpstreamConnectionOptions {
  /** What is at the origin of this address is trusted with no guard. */
  readonly baseUrl: string
  readonly fetchStranger: (url: string, limits: ResultLimits) => Promise<AsyncIterable<Uint8Array>>
  readonly connectTimeoutMs?: number
  readonly maxAnswerBytes?: number
  readonly maxResultBytes?: number
  readonly resultTimeoutMs?: number
}

export interface ResultLimits {
  readonly maxBytes: number
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** Why there is no whole answer. `sent` is false only when not one byte of the request had left. */
export interface ConnectionError extends Error {
  readonly name: 'ConnectionError'
  readonly sent: boolean
  readonly reason: 'aborted' | 'timeout' | 'too-large' | 'broken' | 'unreadable'
}

const MAX_SOCKETS = 256
/** Fifteen 4K pictures as base64 JPEG, with room. */
const MAX_ANSWER_BYTES = 256 * 2 ** 20
/** A 16.7 megapixel PNG that does not compress, with room. */
const MAX_RESULT_BYTES = 100 * 2 ** 20

export function upstreamConnection(options: UpstreamConnectionOptions): UpstreamConnection {
  const { connectTimeoutMs = 10_000, maxAnswerBytes = MAX_ANSWER_BYTES } = options
  const agent = new Agent({
    connections: MAX_SOCKETS,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    post: (url, request) => post({ agent, maxAnswerBytes }, url, request),
    fetchResult: (url, signal) => fetchResult({ agent, options }, url, signal),
    close: () => agent.destroy(),
  }
}

export function isConnectionError(thrown: unknown): thrown is ConnectionError {
  return thrown instanceof Error && thrown.name === 'ConnectionError'
}

/** An answer came and nobody can say what it means. */
export function lostAnswer(why: string): ConnectionError {
  return Object.assign(new Error(why), { name: 'ConnectionError', sent: true, reason: 'unreadable' } as const)
}

async function post(
  { agent, maxAnswerBytes }: { readonly agent: Agent; readonly maxAnswerBytes: number },
  url: string,
  request: UpstreamRequest,
): Promise<UpstreamAnswer> {
  const limit = deadline(request.signal, request.timeoutMs)
  const parcel = parcelOf(request.body)
  try {
    const { origin, path } = placeOf(url)
    const headers = { ...request.headers, 'content-length': String(parcel.bytes) }
    const { signal } = limit
    const answer = await agent.request({
      origin,
      path,
      method: 'POST',
      headers,
      body: parcel.content(),
      signal,
    })
    const body = readBody(answer.body, { limit, maxBytes: maxAnswerBytes })
    return { status: answer.statusCode, headers: flat(answer.headers), body }
  } catch (cause) {
    limit.release()
    throw connectionError(cause, { sent: parcel.opened(), limit })
  }
}

/** undici reads the body once a socket is connected and the head is being written: opened means sent. */
function parcelOf(pieces: readonly Uint8Array[]): Parcel {
  let opened = false
  return {
    bytes: pieces.reduce((sum, piece) => sum + piece.byteLength, 0),
    opened: () => opened,
    content: () =>
      Readable.from(
        (function* () {
          opened = true
          yield* pieces
        })(),
      ),
  }
}

interface Parcel {
  readonly bytes: number
  opened(): boolean
  content(): Readable
}

async function* readBody(
  body: AsyncIterable<Uint8Array>,
  { limit, maxBytes }: { readonly limit: Deadline; readonly maxBytes: number },
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (cause) {
    throw isConnectionError(cause) ? cause : connectionError(cause, { sent: true, limit })
  } finally {
    limit.release()
  }
}

interface FetchContext {
  readonly agent: Agent
  readonly options: UpstreamConnectionOptions
}

async function fetchResult(
  { agent, options }: FetchContext,
  url: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const { maxResultBytes: maxBytes = MAX_RESULT_BYTES, resultTimeoutMs: timeoutMs = 120_000 } = options
  const { origin, path } = placeOf(url)
  if (origin !== new URL(options.baseUrl).origin) {
    return options.fetchStranger(url, { maxBytes, timeoutMs, signal })
  }
  const limit = deadline(signal, timeoutMs)
  try {
    const answer = await agent.request({ origin, path, method: 'GET', signal: limit.signal })
    if (answer.statusCode === 200) return readBody(answer.body, { limit, maxBytes })
    await answer.body.dump()
    limit.release()
    const { location } = flat(answer.headers)
    if (location === undefined) throw new Error(`the result address answered ${answer.statusCode}`)
    return await options.fetchStranger(new URL(location, url).href, { maxBytes, timeoutMs, signal })
  } catch (cause) {
    limit.release()
    throw connectionError(cause, { sent: true, limit })
  }
}

function placeOf(url: string): { readonly origin: string; readonly path: string } {
  const { origin, pathname, search } = new URL(url)
  return { origin, path: pathname + search }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(pairs)
}

function connectionError(
  cause: unknown,
  { sent, limit }: { readonly sent: boolean; readonly limit: Deadline },
): ConnectionError {
  const reason = limit.stoppedBy() ?? 'broken'
  const why = cause instanceof Error ? cause.message : String(cause)
  return Object.assign(new Error(why, { cause }), { name: 'ConnectionError', sent, reason } as const)
}

function tooLarge(maxBytes: number): ConnectionError {
  const error = new Error(`the answer is larger than ${maxBytes} bytes`)
  return Object.assign(error, { name: 'ConnectionError', sent: true, reason: 'too-large' } as const)
}
