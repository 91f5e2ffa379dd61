import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { WRITES } from './gateway/crash-points.ts'
import { SYNCS } from './gateway/orders.ts'
import { judge } from './judge/judge.ts'
import { brokenPromises } from './judge/verdict.ts'
import type { Breach, Promised } from './judge/verdict.ts'
import { bundledGateway } from './lives/bundle.ts'
import type { Bundle } from './lives/bundle.ts'
import type { CrashWish } from './lives/lives.ts'
import { CALM, intent } from './world/intents.ts'
import type { Intent } from './world/intents.ts'
import { world } from './world/world.ts'
import type { World } from './world/world.ts'

interface Removal {
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
  /** Somebody waits for what never comes. */
  readonly endless?: true
  /** How long messages are waited for. */
  readonly messageMs?: number
}

const TICKETLESS: Partial<Intent> = { model: 'seedream-5-0-260128' }
const MODERATED: Partial<Intent> = { mood: { ...CALM, moderated: [0] } }
const BUSY: Partial<Intent> = { mood: { ...CALM, refusals: 1 } }
const TOLD: Partial<Intent> = { hasWebhook: true }
const BUSY_RECEIVER = 9
/** A message that was turned away is tried again after 5 s. */
const SECOND_TRY_MS = 7000
const CUT: Partial<Intent> = { mood: { ...CALM, cuts: 'after drawing' } }
const CUT_UNBOUGHT: Partial<Intent> = { mood: { ...CALM, cuts: 'before drawing' } }
const CANCELLED: Partial<Intent> = {
  manner: 'polling',
  cancelsAfterMs: 150,
  mood: { ...CALM, delayMs: 1000 },
}

const REMOVALS: readonly Removal[] = [
  { without: 'jobs.insert', broken: 'lost', because: 'a caller was told of a job that is not there' },
  {
    without: 'jobs.change/put-back',
    broken: 'alive',
    because: 'nobody comes back to it',
    of: BUSY,
    endless: true,
  },
  { without: 'jobs.change/cancel', broken: 'lost', because: 'a cancel is forgotten', of: CANCELLED },
  { without: 'jobs.change/end', broken: 'alive', because: 'it never ends', endless: true },
  {
    without: 'jobs.change/resolve',
    broken: 'ledger',
    because: 'its doubt was settled and it does not know',
    of: CUT,
  },
  { without: 'jobs.change/ask-again', broken: 'doubt', because: 'nobody asks again', of: CUT_UNBOUGHT },
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
    of: { ...TICKETLESS, wish: { kind: 'independent', count: 2 }, mood: { ...CALM, moderated: [1] } },
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
    of: { reference: 'uploaded before' },
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
const SPARED: Readonly<Record<string, string>> = {
  'jobs.change/take': 'keeps other processes off a job; one process knows by itself what it works on',
  'jobs.change/renew': 'the same, for as long as the work lasts',
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

/** What ends at all ends within the first, also where much else is running; what does not is not waited for so long. */
const PATIENCE_MS = 20_000
const ENDLESS_PATIENCE_MS = 2500

let bundle: Bundle

beforeAll(async () => {
  bundle = await bundledGateway(fileURLToPath(new URL('../..', import.meta.url)))
})
afterAll(() => bundle.remove())

describe.concurrent('the crash test sees that a durable write is missing', () => {
  it.each(REMOVALS)('$without: $because', async (removal) => {
    const breaches = await verdictOn(removal)

    expect(brokenPromises(breaches), JSON.stringify(breaches, undefined, 1)).toContain(removal.broken)
  })

  it('and that none is missing, though it ends at all the same places', async () => {
    const stage = await world({ script: bundle.path, seed: 1, patienceMs: PATIENCE_MS })
    try {
      for (const [place, removal] of REMOVALS.entries()) {
        const busy = removal.of?.number === BUSY_RECEIVER
        await play(stage, removal, busy ? BUSY_RECEIVER : 1000 + place)
      }
      await stage.told(SECOND_TRY_MS)

      expect(judge(await stage.evidence())).toEqual([])
    } finally {
      await stage.close()
    }
  })

  it('has every durable write in its table', () => {
    const shown = new Set([...REMOVALS.map(({ without }) => without), ...Object.keys(SPARED)])

    expect(WRITES.filter((write) => !shown.has(write))).toEqual([])
  })
})

async function verdictOn(removal: Removal): Promise<readonly Breach[]> {
  const { without, of, endless, messageMs = 1000 } = removal
  const patienceMs = endless ? ENDLESS_PATIENCE_MS : PATIENCE_MS
  const stage = await world({ script: bundle.path, seed: 1, patienceMs, without: [without] })
  try {
    await play(stage, removal, of?.number ?? 1)
    await stage.told(messageMs)
    return judge(await stage.evidence())
  } finally {
    await stage.close()
  }
}

/** One caller, one end, and all that follows from it. */
async function play(stage: World, { at, of, power }: Removal, number: number): Promise<void> {
  await stage.gateway.serving()
  if (at !== undefined) void stage.gateway.crash(crashAt(at, power))
  await stage.call(intent(number, of))
  await stage.settled()
  await stage.resolved()
  await stage.settled()
}

function crashAt(point: string, power: true | undefined): CrashWish {
  return { point, passing: 1, power: power && { greed: 'all', seed: 1 } }
}
