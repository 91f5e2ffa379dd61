import { createHash } from 'node:crypto'

import type { DeliveryChange } from '../../core/ports/webhook-records.ts'
import type { SendOutcome } from '../../core/ports/webhook-sender.ts'
import type { Delivery } from '../../core/webhook.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long a message is tried. The pauses below fill it. */
export const TRIED_FOR_MS = 24 * HOUR

/** After the first attempt, the second, …; after the last of them the last again. */
const PAUSES_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
] as const
const LONGEST_PAUSE_MS = 8 * HOUR
/** Each pause is up to this much shorter or longer, so that messages that failed together do not return together. */
const SPREAD = 0.1

/** The only status by which a receiver says that he wants nothing more. */
export const GONE = 410

/** What an attempt has made of its delivery. `attempts` counts it already. */
export function verdict(delivery: Delivery, outcome: SendOutcome, now: number): DeliveryChange {
  const lastStatus = outcome.kind === 'answered' ? outcome.status : undefined
  const lastError = complaint(outcome)
  if (lastError === undefined) return { status: 'delivered', lastStatus, lastError, finishedAt: now }
  if (lastStatus === GONE || now >= delivery.giveUpAt) {
    return { status: 'failed', lastStatus, lastError, finishedAt: now }
  }
  return { lastStatus, lastError, nextAt: Math.min(delivery.giveUpAt, now + pauseOf(delivery, outcome)) }
}

/** Waits until its day is over: whoever enables the endpoint hastens it. */
export function whileDisabled({ giveUpAt }: Delivery, now: number): DeliveryChange {
  if (now < giveUpAt) return { nextAt: giveUpAt }
  const lastError = 'The endpoint is disabled.'
  return { status: 'failed', lastStatus: undefined, lastError, finishedAt: now }
}

function complaint(outcome: SendOutcome): string | undefined {
  if (outcome.kind === 'unanswered') return outcome.reason
  const { status } = outcome
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return `It answered ${status}; redirects are not followed.`
  return `It answered ${status}.`
}

/** The receiver's own wish counts where it is the longer one. */
function pauseOf({ id, attempts }: Delivery, outcome: SendOutcome): number {
  const own = (PAUSES_MS[attempts - 1] ?? LONGEST_PAUSE_MS) * spreadOf(`${id}.${attempts}`)
  return Math.round(Math.max(own, wishOf(outcome)))
}

function wishOf(outcome: SendOutcome): number {
  if (outcome.kind === 'unanswered' || !(outcome.status === 429 || outcome.status === 503)) return 0
  return Math.min(LONGEST_PAUSE_MS, outcome.retryAfterMs ?? 0)
}

/** 0.9 to 1.1, by the text: as good as chance, and the same in every run. */
function spreadOf(text: string): number {
  const share = createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
  return 1 - SPREAD + 2 * SPREAD * share
}
