import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { JobStatus } from '../../src/core/job.ts'
import { judge } from './judge/judge.ts'
import { bundledGateway } from './lives/bundle.ts'
import type { Bundle } from './lives/bundle.ts'
import { CALM, intent } from './world/intents.ts'
import type { Intent } from './world/intents.ts'
import { everyJob } from './world/operator.ts'
import { world } from './world/world.ts'
import type { World } from './world/world.ts'

interface Row {
  /** Each is tried by itself. */
  readonly at: readonly string[]
  readonly of?: Partial<Intent>
  readonly so: string
  readonly status: JobStatus | readonly JobStatus[]
  readonly pictures: number
  /** Calls that the upstream drew. */
  readonly purchases: number
}

const ONE = { status: 'succeeded', pictures: 1, purchases: 1 } as const
const TWO: Partial<Intent> = { model: 'seedream-5-0-260128', wish: { kind: 'independent', count: 2 } }
const STORY: Partial<Intent> = { wish: { kind: 'story', most: 3 } }
const BUSY: Partial<Intent> = { mood: { ...CALM, refusals: 1 } }
const TOLD: Partial<Intent> = { hasWebhook: true }
const CANCELLED: Partial<Intent> = { manner: 'polling', cancelsAfterMs: 50, mood: { ...CALM, delayMs: 400 } }

/** First the rows whose messages are tried again 30 s later: by the end of the others they have come. */
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
    of: TWO,
    so: 'without tickets as with them: nobody knows',
    status: 'unknown',
    pictures: 0,
    purchases: 0,
  },
  {
    at: ['blobs.put:before', 'images.add:after', 'transaction/keep:before'],
    of: TWO,
    so: 'the pictures came inline and were in memory: nobody knows, and they were bought',
    status: 'unknown',
    pictures: 0,
    purchases: 1,
  },
  {
    at: ['transaction/keep:after'],
    of: TWO,
    so: 'the first picture is on disk and delivered, the place of the second says that nobody knows',
    status: 'succeeded',
    pictures: 1,
    purchases: 1,
  },
  {
    at: ['asks.answered:before', 'asks.answered:after'],
    of: TWO,
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
    of: { ...TWO, mood: { ...CALM, moderated: [1] } },
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

const PATIENCE_MS = 30_000
const MESSAGE_MS = 45_000

let bundle: Bundle
let stage: World
let number = 1

beforeAll(async () => {
  bundle = await bundledGateway(fileURLToPath(new URL('../..', import.meta.url)))
  stage = await world({ script: bundle.path, seed: 1, patienceMs: PATIENCE_MS })
  await stage.gateway.serving()
  await stage.call(intent(number, TOLD))
})
afterAll(async () => {
  await stage.close()
  await bundle.remove()
})

describe('a gateway that is killed', () => {
  const rows = [...MESSAGES, ...ORDERS, ...ASKS, ...ENDS]
  const cases = rows.flatMap(({ at, ...row }) => at.map((point) => ({ point, ...row })))

  it.each(cases)('at $point: $so', async ({ point, of, ...due }) => {
    const death = stage.gateway.crash({ point, passing: 1 })
    const heard = await callTheNext(of)
    const { lastWords } = await death
    await stage.settled()

    expect(lastWords?.point).toBe(point)
    expect(await whatBecameOf(heard)).toEqual({ jobs: 1, ...outcome(due) })
  })

  it('while the upstream draws: nobody knows, and it was bought', async () => {
    number += 1
    const call = stage.upstreams.hold(number)
    const calling = stage.call(intent(number))
    await call.received
    await stage.gateway.kill()
    call.letThrough()
    await calling
    await stage.settled()

    expect(await whatBecameOf(number)).toEqual({ jobs: 1, status: 'unknown', pictures: 0, purchases: 1 })
  })

  it.each(['jobs.abandon:before', 'jobs.abandon:after', 'blobs.sweep:before', 'blobs.sweep:after'])(
    'at %s, while it starts with work to do: the next start does it',
    async (point) => {
      number += 1
      const call = stage.upstreams.hold(number)
      const calling = stage.call(intent(number))
      await call.received
      const { lastWords } = await stage.gateway.crashAtStart({ point, passing: 1 })
      call.letThrough()
      await calling
      await stage.settled()

      expect(lastWords?.point).toBe(point)
      expect(await whatBecameOf(number)).toMatchObject({ jobs: 1, status: 'unknown', purchases: 1 })
    },
  )

  it('has kept every promise, once every doubt is resolved', { timeout: 2 * MESSAGE_MS }, async () => {
    await stage.resolved()
    await stage.settled()
    await stage.told(MESSAGE_MS)

    expect(judge(await stage.evidence())).toEqual([])
  })
})

async function callTheNext(traits: Partial<Intent> | undefined): Promise<number> {
  number += 1
  await stage.gateway.serving()
  await stage.call(intent(number, traits))
  return number
}

function outcome({ status, pictures, purchases }: Pick<Row, 'status' | 'pictures' | 'purchases'>) {
  return { status: expect.toBeOneOf([status].flat()), pictures, purchases }
}

async function whatBecameOf(one: number) {
  const jobs = (await everyJob(stage.line(PATIENCE_MS))).filter(({ request }) =>
    request.prompt.startsWith(`#${one} `),
  )
  const [job] = jobs
  return {
    jobs: jobs.length,
    status: job?.status,
    pictures: job?.images.length,
    purchases: stage.upstreams.purchases(one).length,
  }
}
