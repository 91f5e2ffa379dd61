import type { JobStatus } from '../../../src/core/job.ts'
import { CALM } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import { BUSY, CANCELLED, STORY, TICKETLESS, TOLD } from './traits.ts'

/** A gateway ends where one caller's order passes a point for the first time: what becomes of the order. */
export interface CrashPoint extends Outcome {
  readonly point: string
  readonly of?: Partial<Intent>
  readonly so: string
}

interface Outcome {
  /** Several: it depends on who is first, and each is right. */
  readonly status: JobStatus | readonly JobStatus[]
  readonly pictures: number
  /** Calls that the upstream drew. */
  readonly purchases: number
}

interface Row extends Omit<CrashPoint, 'point'> {
  readonly at: readonly string[]
}

const ONE = { status: 'succeeded', pictures: 1, purchases: 1 } as const

/** First, because a message whose attempt was cut off is tried again 30 s later. */
const MESSAGES: readonly Row[] = [
  {
    at: [
      'deliveries.claim:before',
      'deliveries.claim:after',
      'deliveries.change:before',
      'transaction/conclude:before',
    ],
    of: TOLD,
    so: 'the pictures are there, and the message is sent once more under the same id',
    ...ONE,
  },
  { at: ['transaction/conclude:after'], of: TOLD, so: 'the message has come, and is sent no more', ...ONE },
]

const ORDERS: readonly Row[] = [
  {
    at: [
      'jobs.insert:before',
      'jobs.insert:after',
      'ledger.add/reserve:before',
      'ledger.add/reserve:after',
      'idempotency.put:before',
      'idempotency.put:after',
      'transaction/submit:before',
    ],
    so: 'nothing is on disk, and the second try is the first order',
    ...ONE,
  },
  {
    at: ['transaction/submit:after', 'jobs.change/take:before', 'jobs.change/take:after'],
    so: 'the job is on disk, and the second try joins it',
    ...ONE,
  },
  {
    at: ['asks.open:before', 'asks.open:after', 'asks.asked:before'],
    so: 'nobody was asked, so somebody is',
    ...ONE,
  },
  {
    at: ['transaction/submit:after', 'asks.asked:before'],
    of: { memory: 'retry-count', manner: 'streaming' },
    so: 'an SDK that counts its tries and sends no key joins it too',
    ...ONE,
  },
]

const ASKS: readonly Row[] = [
  {
    at: ['asks.asked:after'],
    so: 'the upstream may have been asked and was not: nobody knows, nothing was bought',
    status: 'unknown',
    pictures: 0,
    purchases: 0,
  },
  {
    at: ['asks.ticket:before'],
    so: 'the answer was in memory: nobody knows, and it was bought',
    status: 'unknown',
    pictures: 0,
    purchases: 1,
  },
  {
    at: [
      'asks.ticket:after',
      'blobs.put:before',
      'blobs.put:after',
      'images.add:before',
      'images.add:after',
      'transaction/keep:before',
      'transaction/keep:after',
      'asks.answered:before',
      'asks.answered:after',
    ],
    so: 'the addresses are on disk: the picture is fetched, not bought again',
    ...ONE,
  },
  {
    at: ['asks.asked:after'],
    of: TICKETLESS,
    so: 'without tickets as with them: nobody knows',
    status: 'unknown',
    pictures: 0,
    purchases: 0,
  },
  {
    at: ['blobs.put:before', 'images.add:after', 'transaction/keep:before'],
    of: TICKETLESS,
    so: 'the pictures came inline and were in memory: nobody knows, and they were bought',
    status: 'unknown',
    pictures: 0,
    purchases: 1,
  },
  {
    at: ['transaction/keep:after'],
    of: TICKETLESS,
    so: 'the first picture is on disk and delivered, the place of the second says that nobody knows',
    status: 'succeeded',
    pictures: 1,
    purchases: 1,
  },
  {
    at: ['asks.answered:before', 'asks.answered:after'],
    of: TICKETLESS,
    so: 'both pictures are on disk',
    status: 'succeeded',
    pictures: 2,
    purchases: 1,
  },
  {
    at: ['asks.ticket:after'],
    of: STORY,
    so: 'a story broke off after its first address: that picture is delivered, nobody knows of the rest',
    status: 'succeeded',
    pictures: 1,
    purchases: 1,
  },
  {
    at: ['images.addFailed:before', 'images.addFailed:after'],
    of: { ...TICKETLESS, mood: { ...CALM, moderated: [1] } },
    so: 'the picture beside the failure is on disk, and the failure is taken for what nobody knows, or is on disk too',
    status: 'succeeded',
    pictures: 1,
    purchases: 1,
  },
  {
    at: ['asks.reset:before', 'asks.reset:after', 'transaction/reopen:before'],
    of: BUSY,
    so: 'the upstream had said no, but not on disk: nobody knows, nothing was bought',
    status: 'unknown',
    pictures: 0,
    purchases: 0,
  },
  {
    at: ['transaction/reopen:after', 'jobs.change/put-back:before', 'jobs.change/put-back:after'],
    of: BUSY,
    so: 'the upstream had said no and that is on disk, so it is asked again',
    ...ONE,
  },
]

const ENDS: readonly Row[] = [
  {
    at: [
      'jobs.change/end:before',
      'jobs.change/end:after',
      'ledger.add/release:before',
      'ledger.add/release:after',
      'ledger.add/settle:before',
      'ledger.add/settle:after',
      'transaction/end:before',
    ],
    so: 'it has not ended and is not settled; it ends and is settled once',
    ...ONE,
  },
  {
    at: ['deliveries.add:before', 'deliveries.add:after'],
    of: TOLD,
    so: 'nobody is told of an end that is not on disk; then it ends, and he is told once',
    ...ONE,
  },
  {
    at: ['transaction/end:after'],
    of: TOLD,
    so: 'it has ended; caller and receiver hear of it now',
    ...ONE,
  },
  {
    at: ['jobs.change/cancel:before'],
    of: CANCELLED,
    so: 'the wish to cancel is not on disk; said again it may come too late for what nobody knows',
    status: ['cancelled', 'unknown'],
    pictures: 0,
    purchases: 1,
  },
  {
    at: ['jobs.change/cancel:after'],
    of: CANCELLED,
    so: 'the wish to cancel is on disk; what was asked by then may have been bought',
    status: 'cancelled',
    pictures: 0,
    purchases: 1,
  },
  {
    at: ['commit:before', 'commit:after'],
    so: 'between two commits everybody waits, and nobody was told of either',
    ...ONE,
  },
]

export const CRASH_POINTS: readonly CrashPoint[] = [...MESSAGES, ...ORDERS, ...ASKS, ...ENDS].flatMap(
  ({ at, ...row }) => at.map((point) => ({ point, ...row })),
)

/** Passed while it starts, with a call of its last life at the upstream. */
export const START_POINTS = [
  'jobs.abandon:before',
  'jobs.abandon:after',
  'blobs.sweep:before',
  'blobs.sweep:after',
]
