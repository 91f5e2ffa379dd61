import { setTimeout as pause } from 'node:timers/promises'

import type { Chance } from '../chance.ts'
import type { Intent } from '../intents.ts'

/** A place to call, and a caller's manners. */
export interface Line {
  readonly base: string
  readonly key: string
  readonly die: Chance
  /** Aborts when the caller has waited long enough. */
  readonly patience: AbortSignal
}

export interface Sent {
  readonly method: 'GET' | 'POST'
  /** Or a whole address. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** A form, or what is sent as JSON. */
  readonly body?: unknown
}

/** What came of a try whose connection held. */
export interface Reply<Read> {
  readonly status: number
  readonly headers: Headers
  readonly read: Read
}

/** The connection broke, before the answer or within it. */
export const BROKEN = Symbol('broken')

/** One try. `read` reads the whole answer: half an answer is none. */
export async function attempt<Read>(
  line: Line,
  { method, path, headers = {}, body }: Sent,
  read: (response: Response) => Promise<Read>,
): Promise<Reply<Read> | typeof BROKEN> {
  try {
    const response = await fetch(new URL(path, line.base), {
      method,
      headers: {
        authorization: `Bearer ${line.key}`,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body instanceof FormData ? body : (JSON.stringify(body) ?? null),
      signal: line.patience,
    })
    return { status: response.status, headers: response.headers, read: await read(response) }
  } catch (error) {
    line.patience.throwIfAborted()
    if (error instanceof TypeError || error instanceof DOMException) return BROKEN
    throw error
  }
}

/** Tries until an answer is whole. Only for what may be asked any number of times. */
export async function insist<Read>(
  line: Line,
  sent: Sent,
  read: (response: Response) => Promise<Read>,
): Promise<Reply<Read>> {
  for (;;) {
    const reply = await attempt(line, sent, read)
    if (reply !== BROKEN) return reply
    await breath(line)
  }
}

/** Between two tries, as clients have it: not all at once. */
export async function breath({ die, patience }: Line): Promise<void> {
  await pause(40 + die.below(120), undefined, { signal: patience })
}

/** What tells a second try from a second order, on the `tries`-th try from 0. */
export function memoryHeaders({ memory, number }: Intent, tries: number): Readonly<Record<string, string>> {
  switch (memory) {
    case 'idempotency-key':
      return { 'idempotency-key': `order-${number}` }
    case 'retry-count':
      return { 'x-stainless-retry-count': String(tries) }
    case 'none':
      return {}
    default:
      return memory satisfies never
  }
}

export function jsonOf(response: Response): Promise<unknown> {
  return response.json()
}
