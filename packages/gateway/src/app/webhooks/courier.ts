import type { Courier } from '../../core/ports/courier.ts'
import type { Delivery } from '../../core/webhook.ts'
import type { AppContext } from '../context.ts'
import { ATTEMPT_LEASE_MS, attempt, conclude, putOff } from './attempt.ts'
import { load } from './load.ts'
import { paced } from './pace.ts'

export interface CourierOptions extends Pick<AppContext, 'records' | 'sender' | 'clock' | 'report'> {
  /** How long at most a due message waits that nobody nudged for. */
  readonly pollMs: number
}

export interface GoingCourier extends Courier {
  /** Goes round from now on. */
  begin(): void
  /** Starts no further attempt; resolves when those under way are written down. */
  drain(): Promise<void>
}

const SHARES = { atOnce: 64, perEndpoint: 8, perOwner: 16 }

/** Between two looks for due messages, however many nudge. */
const PAUSE_MS = 50

/** One courier of any number: a claim on the row decides who carries a message. */
export function courier(options: CourierOptions): GoingCourier {
  const { records, clock, report, pollMs } = options
  const look = paced({ work: goRound, pauseMs: PAUSE_MS, clock })
  const carried = load({
    ...SHARES,
    carry: (delivery) => carry(options, delivery),
    onEnd: look.ask,
    // Whose row cannot be written is still due: the timer comes back to it, not we at once.
    onError: (error, { id }) => report(error, { delivery: id }),
  })
  let timer: NodeJS.Timeout | undefined
  let draining = false

  async function goRound(): Promise<void> {
    try {
      while (await takeDue());
    } catch (error) {
      report(error, { about: 'webhook deliveries that are due' })
    }
  }

  /** True when more may be due that there is room for: what was found may have been more than the share of one owner. */
  async function takeDue(): Promise<boolean> {
    const limit = carried.room()
    if (limit === 0 || draining) return false
    const { perEndpoint } = SHARES
    const without = carried.full()
    const found = await records.deliveries.due({ now: clock.now(), limit, perEndpoint, without })
    const taken = draining ? [] : found.filter((delivery) => carried.take(delivery))
    return taken.length > 0 && found.length === limit
  }

  return {
    nudge: look.ask,
    begin() {
      timer = setInterval(look.ask, pollMs)
      timer.unref()
      look.ask()
    },
    async drain() {
      draining = true
      clearInterval(timer)
      await look.stop()
      await carried.ended()
    },
  }
}

async function carry(options: CourierOptions, due: Delivery): Promise<void> {
  const { records, clock } = options
  const endpoint = await records.webhooks.find(due.endpointId)
  if (endpoint === undefined) return
  if (endpoint.disabledAt !== undefined) return putOff(options, due)
  const delivery = await records.deliveries.claim(due, clock.now() + ATTEMPT_LEASE_MS)
  if (delivery === undefined) return
  await conclude(options, delivery, await attempt(options, delivery, endpoint))
}
