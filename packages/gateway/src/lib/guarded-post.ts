import { Agent, request } from 'undici'
import type { Dispatcher } from 'undici'

import { guardedConnector } from './guarded-connector.ts'
import type { GuardedConnectorOptions } from './guarded-connector.ts'
import { aborted, stopwatch } from './stopwatch.ts'
import { strangerUrl } from './stranger-url.ts'

export interface GuardedPostOptions extends GuardedConnectorOptions {
  /** For the whole of one message: name, connection, answer. */
  readonly timeoutMs: number
}

export interface GuardedPost {
  /** The head of the answer, whatever its status; no redirect is followed. Rejects with a FetchRefusal. */
  post(url: string, message: PostedMessage): Promise<PostAnswer>
  close(): Promise<void>
}

export interface PostedMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** Read so that the receiver can end in peace, and thrown away. */
const MOST_ANSWER_BYTES = 16 * 1024

/**
 * Posts to addresses that came from strangers, under the same guard as their pictures are fetched. Every message has a
 * connection of its own: one kept open may be closed by the other side just as the next message is written, and would
 * outlive what its name now leads to.
 */
export function guardedPost(options: GuardedPostOptions): GuardedPost {
  const agent = new Agent({
    connect: guardedConnector(options),
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    async post(url, message) {
      const target = strangerUrl(url)
      const watch = stopwatch(target.host, options)
      try {
        const answer = await Promise.race([
          request(target, { dispatcher: agent, method: 'POST', ...message, signal: watch.signal }),
          aborted(watch.signal),
        ])
        await throwAway(answer.body, watch.signal)
        return { status: answer.statusCode, headers: flat(answer.headers) }
      } catch (thrown) {
        throw watch.explain(thrown)
      }
    },
    close: () => agent.destroy(),
  }
}

/** The head has said it all: what becomes of the rest changes nothing. */
async function throwAway(body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<void> {
  await body.dump({ limit: MOST_ANSWER_BYTES, signal }).catch(() => undefined)
}

function flat(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]))
}
