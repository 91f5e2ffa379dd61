import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = (response: ServerResponse) => void

export interface ScriptedServer {
  readonly baseUrl: string
  readonly heard: readonly Heard[]
  close(): Promise<void>
}

/** A real server that gives the answers in order, one a request, and remembers what it heard. */
export async function scriptedServer(answers: readonly Answer[]): Promise<ScriptedServer> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const answer = answers[heard.length] ?? json(500, 'nobody expected this request')
      heard.push({ method, path: url, headers, body: Buffer.concat(pieces).toString() })
      answer(response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

/** No answer at all: the connection is cut. */
export const hangUp: Answer = (response) => response.destroy()

export function events(text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers }).end(text)
  }
}

/** The text arrives, and then the line breaks. */
export function brokenEvents(text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
    response.write(text, () => response.destroy())
  }
}

/** Says nothing until the other side leaves. */
export function silence(onGone: () => void): Answer {
  return (response) => {
    response.once('close', onGone)
  }
}
