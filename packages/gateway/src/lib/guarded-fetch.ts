import { Agent, request, type Dispatcher } from 'undici'
import { FetchRefusal } from './fetch-refusal.ts'
import { guardedConnector, type GuardedConnectorOptions } from './guarded-connector.ts'
import { aborted, stopwatch, type Stopwatch } from './stopwatch.ts'
import { strangerUrl } from './stranger-url.ts'

export interface GuardedFetchOptions extends GuardedConnectorOptions {
  readonly userAgent?: string
}

export interface GuardedFetchLimits {
  readonly maxBytes: number
  /** From the call to the last byte: name, redirects, and a server that drips. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

export interface GuardedFetch {
  /**
   * The body of a 2xx answer. Rejects, or throws while it is read, with a FetchRefusal; an abort by the caller's
   * signal rejects with that signal's reason. Reading to the end or breaking off frees the connection.
   */
  fetch(url: string, limits: GuardedFetchLimits): Promise<AsyncIterable<Uint8Array>>
  close(): Promise<void>
}

/**
 * Fetches addresses that came from strangers. Never uses a proxy from the environment: a proxy resolves names by
 * itself and would undo the pinning.
 */
export function guardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const agent = new Agent({ connect: guardedConnector(options), headersTimeout: 0, bodyTimeout: 0 })
  const headers = { accept: 'image/*, */*;q=0.5', 'accept-encoding': 'identity', ...named(options.userAgent) }
  return {
    async fetch(url, limits) {
      const start = strangerUrl(url)
      const watch = stopwatch(start.host, limits)
      try {
        const answer = await follow(start, { dispatcher: agent, headers, signal: watch.signal })
        refuseTooLarge(answer, answer.contentLength ?? 0, limits.maxBytes)
        return capped(answer, limits.maxBytes, watch)
      } catch (thrown) {
        throw watch.explain(thrown)
      }
    },
    close: () => agent.destroy(),
  }
}

interface Answer {
  readonly host: string
  readonly body: Dispatcher.ResponseData['body']
  readonly contentLength: number | undefined
}

interface Asking {
  readonly dispatcher: Dispatcher
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

const MOST_REDIRECTS = 3

async function follow(first: URL, asking: Asking): Promise<Answer> {
  let url = first
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const { statusCode, headers, body } = await Promise.race([request(url, asking), aborted(asking.signal)])
    // An abort between here and the first read would otherwise be an unhandled error of a stream nobody listens to.
    body.on('error', () => {})
    if (statusCode >= 200 && statusCode < 300) {
      return { host: url.host, body, contentLength: lengthOf(headers['content-length']) }
    }
    body.destroy()
    url = nextHop(url, { statusCode, location: headers['location'] })
  }
  throw new FetchRefusal('redirects', `${first.host} redirects more than ${MOST_REDIRECTS} times.`)
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function nextHop(
  url: URL,
  answer: { readonly statusCode: number; readonly location: string | readonly string[] | undefined },
): URL {
  const location = typeof answer.location === 'string' ? answer.location : answer.location?.[0]
  if (!REDIRECTS.has(answer.statusCode) || location === undefined) {
    throw new FetchRefusal(
      'status',
      `${url.host} answered with status ${answer.statusCode} instead of a picture.`,
    )
  }
  return strangerUrl(location, url)
}

async function* capped(answer: Answer, maxBytes: number, watch: Stopwatch): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      refuseTooLarge(answer, bytes, maxBytes)
      yield chunk
    }
  } catch (thrown) {
    throw watch.explain(thrown)
  } finally {
    answer.body.destroy()
  }
}

function refuseTooLarge({ host, body }: Answer, bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return
  body.destroy()
  throw new FetchRefusal('too-large', `${host} sends more than the ${maxBytes} bytes that are taken.`)
}

function lengthOf(header: string | readonly string[] | undefined): number | undefined {
  return typeof header === 'string' ? Number(header) : undefined
}

function named(userAgent: string | undefined): Readonly<Record<string, string>> {
  return userAgent === undefined ? {} : { 'user-agent': userAgent }
}
