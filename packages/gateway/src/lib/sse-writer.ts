import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

const HEARTBEAT_MS = 15_000

export interface SseOptions {
  /** Between two comments of a stream that has nothing to say. */
  readonly heartbeatMs?: number
}

export interface SseWriter {
  /** Pieces of one event's `data:`, written as they come; none may hold a line break. */
  event(
    head: { readonly event: string | undefined; readonly id: number | undefined },
    data: AsyncIterable<string>,
  ): Promise<void>
  /** Did an event break off before its end? */
  withinEvent(): boolean
  /** `data: [DONE]`, and the response ends. */
  done(): Promise<void>
}

/**
 * Server-sent events on a raw response: backpressure kept; the head goes out at once, and a comment every 15 s from
 * then on, so that proxies do not cut the line.
 */
export function sseWriter(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  { heartbeatMs = HEARTBEAT_MS }: SseOptions = {},
): SseWriter {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  response.flushHeaders()
  let busy = false
  const closed = new AbortController()
  const heartbeat = setInterval(() => {
    if (!busy && response.writable) response.write(': keep-alive\n\n')
  }, heartbeatMs)
  heartbeat.unref()
  response.once('close', () => {
    clearInterval(heartbeat)
    closed.abort()
  })
  const write = async (text: string): Promise<void> => {
    if (response.destroyed || !response.writable) return
    if (!response.write(text)) await once(response, 'drain', { signal: closed.signal }).catch(() => undefined)
  }
  return {
    async event({ event, id }, data) {
      busy = true
      const head = `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}data: `
      await write(head)
      for await (const piece of data) await write(piece)
      await write('\n\n')
      busy = false
    },
    withinEvent: () => busy,
    async done() {
      await write('data: [DONE]\n\n')
      clearInterval(heartbeat)
      response.end()
    },
  }
}
