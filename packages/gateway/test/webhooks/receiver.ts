import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { Webhook } from 'standardwebhooks'

export interface Message {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The status it was answered with. */
  readonly status: number
  /** When it came, by the clock of this process. */
  readonly at: number
}

/** What a receiver answers: a status, with headers where there are some. */
type Reply = number | { readonly status: number; readonly headers: Record<string, string> }

type Replying = (path: string) => Reply | Promise<Reply>

/** Somebody's web server that takes webhooks; real HTTP on loopback. */
export interface Receiver {
  readonly url: string
  readonly messages: readonly Message[]
  /** From now on everything is answered so; a function may take its time. */
  readonly answer: (reply: Reply | Replying) => void
  /** Resolves when what has come so far is so; looked at again with every message. */
  readonly until: (enough: (messages: readonly Message[]) => boolean) => Promise<void>
  readonly close: () => Promise<void>
}

export async function receiver(): Promise<Receiver> {
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  let reply: Replying = () => 204
  const http = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const body = await text(request)
      const path = request.url ?? '/'
      const told = await reply(path)
      const { status, headers = {} } = typeof told === 'object' ? told : { status: told }
      messages.push({ path, headers: request.headers, body, status, at: Date.now() })
      response.writeHead(status, headers).end('thank you')
      for (const look of waiting) look()
    }
    take().catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    messages,
    answer(next) {
      reply = typeof next === 'function' ? next : () => next
    },
    until: (enough) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!enough(messages)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** What the reference library makes of a message; throws when it is not from whoever has the secret. */
export function verified(secret: string, { headers, body }: Message): WebhookBody {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as WebhookBody
}

export interface WebhookBody {
  readonly type: string
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

export function isGenuine(secret: string, message: Message): boolean {
  try {
    verified(secret, message)
    return true
  } catch {
    return false
  }
}
