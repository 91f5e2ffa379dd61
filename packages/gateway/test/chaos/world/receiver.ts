import { buffer } from 'node:stream/consumers'

import { loopback } from '../../upstream/loopback.ts'

/** Where callers who do not want to wait are told. */
export interface Receiver {
  /** Of the intent of this number. */
  address(number: number): string
  /** In the order in which they came, those it was too busy for left out. */
  readonly messages: readonly Message[]
  close(): Promise<void>
}

export interface Message {
  /** Of the intent whose address it came to. */
  readonly number: number
  /** `webhook-id` */
  readonly id: string
  readonly body: string
}

/** Every so manieth of them answers 503 to the first try of each message. */
const BUSY_EVERY = 9

export function isBusyReceiver(number: number): boolean {
  return number % BUSY_EVERY === 0
}

export async function receiver(): Promise<Receiver> {
  const messages: Message[] = []
  const turnedAway = new Set<string>()
  const server = await loopback(async (request, response) => {
    const body = (await buffer(request)).toString('utf8')
    const id = String(request.headers['webhook-id'])
    const number = Number(request.url?.slice('/told/'.length))
    if (isBusyReceiver(number) && !turnedAway.has(id)) {
      turnedAway.add(id)
      response.writeHead(503).end()
      return
    }
    messages.push({ number, id, body })
    response.writeHead(204).end()
  })
  return { address: (number) => `${server.origin}/told/${number}`, messages, close: server.close }
}
