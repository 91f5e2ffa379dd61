import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { WRITES } from './gateway/crash-points.ts'
import { judge } from './judge/judge.ts'
import { brokenPromises } from './judge/verdict.ts'
import type { Breach } from './judge/verdict.ts'
import { bundledGateway } from './lives/bundle.ts'
import type { Bundle } from './lives/bundle.ts'
import { CRASH_POINTS, START_POINTS } from './tables/crash-points.ts'
import { BUSY_RECEIVER, REMOVALS, SPARED } from './tables/removed-writes.ts'
import type { Removal } from './tables/removed-writes.ts'
import { TICKETLESS, TOLD } from './tables/traits.ts'
import { chance } from './world/chance.ts'
import { anyIntent, intent } from './world/intents.ts'
import type { Intent } from './world/intents.ts'
import { everyJob } from './world/jobs.ts'
import { world } from './world/world.ts'
import type { World } from './world/world.ts'
import { worlds } from './world/worlds.ts'
import type { Worlds } from './world/worlds.ts'

/** What ends at all ends within this, also where much else is running. */
const PATIENCE_MS = 30_000
/** What does not end is not waited for so long. */
const ENDLESS_PATIENCE_MS = 2500
/** A message whose attempt was cut off by a crash is due again 30 s later. */
const MESSAGE_MS = 45_000
const NOTHING = 'nothing'
const SLOW_DISK_MS = 1000
const SLOW = { timeout: 120_000 }

let bundle: Bundle
let stages: Worlds
let numbers = 0

beforeAll(async () => {
  bundle = await bundledGateway(fileURLToPath(new URL('../..', import.meta.url)))
  stages = worlds({ script: bundle.path, seed: 1, patienceMs: PATIENCE_MS })
})
afterAll(async () => {
  await stages.close()
  await bundle.remove()
})

describe.concurrent('a gateway that is killed', SLOW, () => {
  it.each(CRASH_POINTS)('at $point: $so', async ({ point, of, status, pictures, purchases }) => {
    await stages.use(async (stage) => {
      const number = nextNumber()
      const death = stage.gateway.crash({ point, passing: 1 })
      await stage.call(intent(number, of))
      const { lastWords } = await death
      await stage.settled()

      expect(lastWords?.point).toBe(point)
      const due = { jobs: 1, status: expect.toBeOneOf([status].flat()), pictures, purchases }
      expect(await whatBecameOf(stage, number)).toEqual(due)
    })
  })

  it('while the upstream draws: nobody knows, and it was bought', async () => {
    await stages.use(async (stage) => {
      const number = nextNumber()
      await whileDrawing(stage, number, () => stage.gateway.kill())

      const due = { jobs: 1, status: 'unknown', pictures: 0, purchases: 1 }
      expect(await whatBecameOf(stage, number)).toEqual(due)
    })
  })

  it('while its pictures cannot be fetched: they are fetched later, and not bought again', async () => {
    await stages.use(async (stage) => {
      const number = nextNumber()
      stage.upstreams.killAddresses()
      const death = stage.gateway.crash({ point: 'jobs.change/put-back:after', passing: 1 })
      const calling = stage.call(intent(number))
      await death
      stage.upstreams.reviveAddresses()
      await calling

      const due = { jobs: 1, status: 'succeeded', pictures: 1, purchases: 1 }
      expect(await whatBecameOf(stage, number)).toEqual(due)
    })
  })

  it.each(START_POINTS)('at %s, while it starts with work to do: the next start does it', async (point) => {
    await stages.use(async (stage) => {
      const number = nextNumber()
      const death = whileDrawing(stage, number, () => stage.gateway.crashAtStart({ point, passing: 1 }))

      expect((await death).lastWords?.point).toBe(point)
      const due = { jobs: 1, status: 'unknown', pictures: 0, purchases: 1 }
      expect(await whatBecameOf(stage, number)).toEqual(due)
    })
  })
})

/** The disk keeps what it was told to keep and nothing else, unless dice are thrown. */
describe.concurrent('a gateway whose power goes', SLOW, () => {
  it.each([
    { point: 'transaction/submit:after', pictures: 1, purchases: 1 },
    { point: 'asks.asked:after', pictures: 0, purchases: 0 },
    { point: 'asks.ticket:after', pictures: 1, purchases: 1 },
    { point: 'blobs.put:after', pictures: 1, purchases: 1 },
    { point: 'transaction/keep:after', pictures: 1, purchases: 1 },
    { point: 'asks.answered:after', of: TICKETLESS, pictures: 2, purchases: 1 },
    { point: 'transaction/end:after', pictures: 1, purchases: 1 },
  ])('at $point has bought $purchases and delivers $pictures', async ({ point, of, ...due }) => {
    await stages.use(async (stage) => {
      const number = nextNumber()
      const death = stage.gateway.crash({ point, passing: 1, power: { greed: 'all', seed: number } })
      await stage.call(intent(number, of))
      await death
      await stage.settled()

      expect(await whatBecameOf(stage, number)).toMatchObject({ jobs: 1, ...due })
    })
  })

  it.each([
    { point: 'commit:during', passing: 4 },
    { point: 'any', passing: 30 },
    { point: 'commit:during', passing: 12 },
    { point: 'any', passing: 60 },
  ])('in the midst of many callers, at passing $passing of $point, lives on', async (wish) => {
    await stages.use(async (stage) => {
      const dice = chance(wish.passing)
      const death = stage.gateway.crash({ ...wish, power: { greed: 'chance', seed: wish.passing } })
      await Promise.all(Array.from({ length: 6 }, () => stage.call(anyIntent(nextNumber(), dice))))

      expect((await death).lastWords?.point).toBeDefined()
    })
  })
})

/** Callers of each unusual kind. */
const CONTROLS = REMOVALS.filter(
  ({ of }, place) => of !== undefined && REMOVALS.findIndex((other) => other.of === of) === place,
)

describe.concurrent('without a durable write a promise breaks', SLOW, () => {
  it.each(REMOVALS)('$without: $because', async (removal) => {
    const breaches = await verdictOn(removal)

    expect(brokenPromises(breaches), JSON.stringify(breaches, undefined, 1)).toContain(removal.broken)
  })

  it.each(CONTROLS)('and with $without it is kept', async (removal) => {
    if (removal.slowAt === undefined) {
      await stages.use((stage) => play(stage, removal, nextNumber(removal.of)))
    } else expect(await verdictOn({ ...removal, without: NOTHING })).toEqual([])
  })

  it('and every durable write has its line in the table', () => {
    const shown = new Set([...REMOVALS.map(({ without }) => without), ...Object.keys(SPARED)])

    expect(WRITES.filter((write) => !shown.has(write))).toEqual([])
  })
})

describe('after all that', SLOW, () => {
  it('every promise was kept', async () => {
    const breaches = await Promise.all(stages.all.map(verdict))

    expect(breaches.flat()).toEqual([])
  })
})

async function verdict(stage: World): Promise<readonly Breach[]> {
  await stage.resolved()
  await stage.told(MESSAGE_MS)
  return judge(await stage.evidence())
}

async function verdictOn(removal: Removal): Promise<readonly Breach[]> {
  const { without, of, endless, slowAt, messageMs = 1000 } = removal
  const patienceMs = endless ? ENDLESS_PATIENCE_MS : PATIENCE_MS
  const slow = slowAt === undefined ? undefined : { point: slowAt, ms: SLOW_DISK_MS }
  const stage = await world({ script: bundle.path, seed: 1, patienceMs, without: [without], slow })
  try {
    await stage.gateway.serving()
    await play(stage, removal, of?.number ?? 1)
    await stage.told(messageMs)
    return judge(await stage.evidence())
  } finally {
    await stage.close()
  }
}

/** One caller, one end, and all that follows from it. */
async function play(stage: World, { at: point, of, power }: Removal, number: number): Promise<void> {
  if (point !== undefined) {
    void stage.gateway.crash({ point, passing: 1, power: power && { greed: 'all', seed: 1 } })
  }
  await stage.call(intent(number, of))
  await stage.resolved()
}

/** Ends it while the upstream has the call and has not answered. */
async function whileDrawing<T>(stage: World, number: number, end: () => Promise<T>): Promise<T> {
  const call = stage.upstreams.hold(number)
  const calling = stage.call(intent(number, TOLD))
  await call.received
  const ended = await end()
  call.letThrough()
  await calling
  await stage.settled()
  return ended
}

/** Each intent has its own. */
function nextNumber(traits?: Partial<Intent>): number {
  do numbers += 1
  while (traits?.number === BUSY_RECEIVER && numbers % BUSY_RECEIVER !== 0)
  return numbers
}

async function whatBecameOf(stage: World, number: number) {
  const all = await everyJob(stage.line(PATIENCE_MS))
  const jobs = all.filter(({ request }) => request.prompt.startsWith(`#${number} `))
  const [job] = jobs
  return {
    jobs: jobs.length,
    status: job?.status,
    pictures: job?.images.length,
    purchases: stage.upstreams.purchases(number).length,
  }
}
