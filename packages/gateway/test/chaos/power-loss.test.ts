import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { judge } from './judge/judge.ts'
import { bundledGateway } from './lives/bundle.ts'
import type { Bundle } from './lives/bundle.ts'
import { chance } from './world/chance.ts'
import { anyIntent, intent } from './world/intents.ts'
import type { Intent } from './world/intents.ts'
import { everyJob } from './world/operator.ts'
import { world } from './world/world.ts'
import type { World } from './world/world.ts'

const PATIENCE_MS = 30_000
const MESSAGE_MS = 45_000
const TICKETLESS: Partial<Intent> = { model: 'seedream-5-0-260128' }

let bundle: Bundle
let stage: World
let number = 0

beforeAll(async () => {
  bundle = await bundledGateway(fileURLToPath(new URL('../..', import.meta.url)))
  stage = await world({ script: bundle.path, seed: 1, patienceMs: PATIENCE_MS })
})
afterAll(async () => {
  await stage.close()
  await bundle.remove()
})

/** The disk keeps what it was told to keep and nothing else, unless a row throws dice. */
describe('a gateway whose power goes', () => {
  it.each([
    { point: 'transaction/submit:after', purchases: 1, pictures: 1 },
    { point: 'asks.asked:after', purchases: 0, pictures: 0 },
    { point: 'asks.ticket:after', purchases: 1, pictures: 1 },
    { point: 'blobs.put:after', purchases: 1, pictures: 1 },
    { point: 'transaction/keep:after', purchases: 1, pictures: 1 },
    { point: 'transaction/keep:after', of: TICKETLESS, purchases: 1, pictures: 1 },
    { point: 'transaction/end:after', purchases: 1, pictures: 1 },
  ])('at $point has bought $purchases and delivers $pictures', async ({ point, of, ...due }) => {
    number += 1
    await stage.gateway.serving()
    const death = stage.gateway.crash({ point, passing: 1, power: { greed: 'all', seed: number } })
    const { jobs } = await stage.call(intent(number, of))
    await death
    await stage.settled()

    const purchases = stage.upstreams.purchases(number).length
    expect(jobs.size).toBe(1)
    expect({ purchases, pictures: await picturesOf(number) }).toEqual(due)
  })

  it('in the middle of a commit, or at any write, keeps every promise', { timeout: 120_000 }, async () => {
    const dice = chance(11)
    for (const point of ['commit:during', 'any', 'any', 'commit:during']) {
      await stage.gateway.serving()
      const power = { greed: 'chance', seed: dice.below(2 ** 32) } as const
      const death = stage.gateway.crash({ point, passing: 1 + dice.below(40), power })
      await Promise.all(Array.from({ length: 6 }, () => stage.call(anyIntent((number += 1), dice))))
      await Promise.race([death, stage.settled()])
      stage.gateway.spare()
    }
    await stage.settled()
    await stage.resolved()
    await stage.settled()
    await stage.told(MESSAGE_MS)

    expect(judge(await stage.evidence())).toEqual([])
  })
})

async function picturesOf(one: number): Promise<number | undefined> {
  const jobs = await everyJob(stage.line(PATIENCE_MS))
  return jobs.find(({ request }) => request.prompt.startsWith(`#${one} `))?.images.length
}
