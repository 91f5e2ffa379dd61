import { SYNCS } from '../gateway/orders.ts'
import type { Promised } from '../judge/verdict.ts'
import { CALM } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import { BUSY, CANCELLED, CUT, CUT_UNDRAWN, MODERATED, TICKETLESS, TOLD, UPLOADED } from './traits.ts'

/** A durable write is left out: what is broken then, and where the gateway has to end for that to show. */
export interface Removal {
  /** The write that is left out. */
  readonly without: string
  /** What is broken then, by somebody's eyes. */
  readonly broken: Promised
  readonly because: string
  /** Where it has to end for that to show; none: it shows in any case. */
  readonly at?: string
  readonly of?: Partial<Intent>
  /** The power goes there, and the disk has kept no more than it was told to. */
  readonly power?: true
  /** The disk takes its time here. */
  readonly slowAt?: string
  /** Somebody waits for what never comes. */
  readonly endless?: true
  /** How long messages are waited for. */
  readonly messageMs?: number
}

/** Of an intent whose receiver turns every message away the first time; it is tried again after 5 s. */
export const BUSY_RECEIVER = 9
const SECOND_TRY_MS = 7000

export const REMOVALS: readonly Removal[] = [
  { without: 'jobs.insert', broken: 'lost', because: 'a caller was told of a job that is not there' },
  {
    without: 'jobs.change/put-back',
    broken: 'alive',
    because: 'nobody comes back to it',
    of: BUSY,
    endless: true,
  },
  {
    without: 'jobs.change/take',
    broken: 'ledger',
    because: 'a cancel settles what somebody is still delivering',
    slowAt: 'blobs.put:after',
    of: { manner: 'polling', cancelsAfterMs: 200 },
  },
  { without: 'jobs.change/cancel', broken: 'lost', because: 'a cancel is forgotten', of: CANCELLED },
  { without: 'jobs.change/end', broken: 'alive', because: 'it never ends', endless: true },
  {
    without: 'jobs.change/resolve',
    broken: 'ledger',
    because: 'its doubt was settled and it does not know',
    of: CUT,
  },
  { without: 'jobs.change/ask-again', broken: 'doubt', because: 'nobody asks again', of: CUT_UNDRAWN },
  {
    without: 'jobs.abandon',
    broken: 'alive',
    because: 'the dead process holds on to its job',
    at: 'asks.ticket:after',
    endless: true,
  },
  { without: 'asks.open', broken: 'lost', because: 'there is nothing to ask, and it fails' },
  {
    without: 'asks.asked',
    broken: 'twice',
    because: 'nobody knows that it was asked, and it is asked again',
    at: 'asks.ticket:before',
  },
  {
    without: 'asks.ticket',
    broken: 'doubt',
    because: 'the answer was there and was not written down',
    at: 'blobs.put:before',
  },
  { without: 'asks.answered', broken: 'doubt', because: 'a refusal is taken for no answer', of: MODERATED },
  {
    without: 'asks.reset',
    broken: 'doubt',
    because: 'a call that bought nothing looks like one that may have',
    of: BUSY,
  },
  { without: 'images.add', broken: 'lost', because: 'what was bought is not delivered' },
  {
    without: 'images.addFailed',
    broken: 'lost',
    because: 'a place of the answer is neither a picture nor a reason',
    of: { ...TICKETLESS, mood: { ...CALM, moderated: [1] } },
  },
  { without: 'keys.insert', broken: 'lost', because: 'nobody is let in' },
  { without: 'ledger.add/reserve', broken: 'ledger', because: 'more is given back than was held' },
  { without: 'ledger.add/settle', broken: 'ledger', because: 'what was delivered is not charged' },
  { without: 'ledger.add/release', broken: 'doubt', because: 'what stays held looks like a doubt' },
  { without: 'ledger.add/resolve', broken: 'ledger', because: 'what was in doubt stays held', of: CUT },
  {
    without: 'ledger.add/loss',
    broken: 'ledger',
    because: 'what was bought for nothing is not charged',
    of: CUT,
  },
  {
    without: 'idempotency.put',
    broken: 'twice',
    because: 'a second try with the same key is a second order',
    at: 'asks.ticket:after',
  },
  {
    without: 'files.insert',
    broken: 'lost',
    because: 'what was uploaded is not there',
    of: UPLOADED,
  },
  {
    without: 'webhooks.insert',
    broken: 'alive',
    because: 'its message has no owner, and it cannot end',
    of: TOLD,
    endless: true,
  },
  { without: 'deliveries.add', broken: 'told', because: 'nobody is told', of: TOLD },
  {
    without: 'deliveries.claim',
    broken: 'told',
    because: 'a try that was not counted is followed by none for hours',
    of: { ...TOLD, number: BUSY_RECEIVER },
    messageMs: SECOND_TRY_MS,
  },
  { without: 'deliveries.change', broken: 'told', because: 'it would be told again and again', of: TOLD },
  { without: 'audit.add', broken: 'ledger', because: 'nobody can tell who said so', of: CUT },
  {
    without: 'blobs.put',
    broken: 'lost',
    because: 'there is an address and nothing behind it',
    of: TICKETLESS,
  },
  {
    without: 'transaction',
    broken: 'twice',
    because: 'half an order is on disk, and its second try is another one',
    at: 'idempotency.put:before',
  },
  {
    without: 'transaction',
    broken: 'ledger',
    because: 'it has ended and was not settled',
    at: 'ledger.add/release:before',
  },
  {
    without: 'transaction',
    broken: 'told',
    because: 'it has ended and nobody will hear of it',
    at: 'deliveries.add:before',
    of: TOLD,
  },
  {
    without: SYNCS.records,
    broken: 'lost',
    because: 'what a caller was told of was on no disk',
    at: 'transaction/end:after',
    power: true,
  },
  {
    without: SYNCS.files,
    endless: true,
    broken: 'pictures',
    because: 'the picture has a name and no bytes',
    at: 'transaction/end:after',
    power: true,
  },
  {
    without: SYNCS.folders,
    broken: 'pictures',
    because: 'the picture has bytes and no name',
    at: 'transaction/end:after',
    power: true,
  },
]

/** No promise rests on these, or none that one process on one machine can break; each with its reason. */
export const SPARED: Readonly<Record<string, string>> = {
  'jobs.change/renew': 'keeps other processes off a job for as long as one works on it; here there is one',
  'keys.change': 'says when a key was last used',
  'files.remove': 'takes back what was uploaded',
  'webhooks.change': 'an endpoint that somebody manages; here addresses come with their requests',
  'webhooks.remove': 'the same',
  'deliveries.hasten': 'the same',
  'retention.removeImages': 'housekeeping takes away what nobody needs; not doing it loses nothing',
  'retention.removeJobs': 'the same',
  'retention.removeIdempotency': 'the same',
  'retention.removeDeliveries': 'the same',
  'blobs.remove': 'the same',
  'blobs.sweep': 'the same',
  'blobs.touch': 'keeps housekeeping off bytes that a new row is about to name; see its own tests',
}
