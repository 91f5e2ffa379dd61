import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { arrivals } from '../upstream/behaviour.ts'
import { loopback } from '../upstream/loopback.ts'

/** What becomes of one request that was handed on whole; every further one passes. */
export interface Cut {
  /** The proxy's own answer, a closed connection, nothing at all, or the true answer's first event and then a closed connection. */
  readonly says: number | 'reset' | 'silence' | 'first event'
  /** Resolves when it is time to say it; at once by default. */
  readonly when?: () => Promise<unknown>
  /** Does the gateway's side notice? */
  readonly behind?: 'closed' | 'kept'
}

/** A proxy between a client and the gateway. Hands every request on, and cuts the first ones as told. */
export interface CuttingProxy {
  readonly base: string
  /** Headers of what came from the client, in order. */
  readonly requests: readonly IncomingMessage['headers'][]
  readonly received: (count: number) => Promise<void>
  /** Resolves when the gateway has answered so many of the cut requests whose line to it was kept. */
  readonly answered: (count: number) => Promise<void>
  readonly close: () => Promise<void>
}

export async function cuttingProxy(target: string, cuts: readonly Cut[]): Promise<CuttingProxy> {
  const came = arrivals<IncomingMessage['headers']>()
  const answers = arrivals<number>()
  const left = [...cuts]
  const port = await loopback(async (request, response) => {
    const body = await buffer(request)
    came.add(request.headers)
    const cut = left.shift()
    const forward = handOn(target, request, body)
    if (cut === undefined) return pass(forward, response)
    forward.on('error', () => undefined)
    if (cut.behind === 'kept') {
      forward.on('response', (answer) => answer.resume().on('end', () => answers.add(answer.statusCode ?? 0)))
    }
    await sayInstead(cut, forward, response)
    if (cut.behind !== 'kept') forward.destroy()
  })
  return {
    base: port.origin,
    requests: came.all,
    received: came.received,
    answered: answers.received,
    close: port.close,
  }
}

function handOn(target: string, { method, url, headers }: IncomingMessage, body: Buffer): ClientRequest {
  const forward = httpRequest(new URL(url ?? '/', target), { method, headers })
  forward.end(body)
  return forward
}

async function pass(forward: ClientRequest, response: ServerResponse): Promise<void> {
  const [answer] = (await once(forward, 'response')) as [IncomingMessage]
  response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders()
  answer.pipe(response)
}

async function sayInstead(
  { says, when = async () => undefined }: Cut,
  forward: ClientRequest,
  response: ServerResponse,
): Promise<void> {
  const gone = once(response, 'close')
  if (says === 'first event') {
    await firstEvent(forward, response)
    response.destroy()
    return
  }
  await when()
  if (says === 'silence') await gone
  else if (says === 'reset') response.destroy()
  // The SDK's own pause would be half a second and more.
  else response.writeHead(says, { 'content-type': 'text/html', 'retry-after-ms': '1' }).end('<h1>No.</h1>')
}

async function firstEvent(forward: ClientRequest, response: ServerResponse): Promise<void> {
  const [answer] = (await once(forward, 'response')) as [IncomingMessage]
  response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders()
  let text = ''
  for await (const piece of answer) {
    text += String(piece)
    const end = text.indexOf('\n\n')
    if (end < 0) continue
    await new Promise((sent) => response.write(text.slice(0, end + 2), sent))
    return
  }
}
