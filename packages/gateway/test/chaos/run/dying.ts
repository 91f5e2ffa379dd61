import { setTimeout as pause } from 'node:timers/promises'

import type { Chance } from '../world/chance.ts'
import type { World } from '../world/world.ts'
import type { Crowd } from './crowd.ts'
import { die } from './deaths.ts'
import type { Options } from './options.ts'
import { provocation } from './plan.ts'
import type { Step } from './plan.ts'
import type { Progress } from './progress.ts'

export interface Dying {
  /** So many of the first lives have their orders from birth. */
  readonly first: number
  readonly steps: readonly Step[]
  readonly callers: Crowd
  readonly options: Options
  readonly dice: Chance
  readonly progress: Progress
}

const LOOK_MS = 20
/** A point that was not passed is waited for again, so often in all. */
const CHANCES = 3
/** Of those who make a seldom point be passed. */
const PROVOKERS = 3

/** All planned deaths, spread evenly over the jobs. Resolves with the points that were never passed. */
export async function dieAsPlanned(stage: World, dying: Dying): Promise<readonly string[]> {
  await firstDeaths(stage, dying)
  let left = await dieInTurn(stage, dying, dying.options.jobs)
  for (let chance = 1; chance < CHANCES && left.length > 0; chance += 1) {
    left = await dieInTurn(stage, { ...dying, steps: left }, 0)
  }
  return left.flatMap((step) => ('point' in step ? [step.point] : []))
}

/** Some points are passed by the first few lives and never again. */
async function firstDeaths({ gateway }: World, { callers, first }: Dying): Promise<void> {
  callers.ask({ hasWebhook: true })
  callers.ask({ hasWebhook: true })
  while (gateway.count <= first) await pause(LOOK_MS)
}

/** Between two deaths as many callers as two deaths are apart, of so many in all. Resolves with what was not passed. */
async function dieInTurn(
  stage: World,
  { steps, callers, options, dice, progress }: Dying,
  jobs: number,
): Promise<readonly Step[]> {
  const missed: Step[] = []
  for (const [place, step] of steps.entries()) {
    const due = (jobs * place) / steps.length
    if (jobs > 0) callers.allow(Math.floor(due + jobs / steps.length))
    while (stage.heard.length < due) await pause(LOOK_MS)
    const traits = 'point' in step ? provocation(step.point) : undefined
    if (traits !== undefined) for (let one = 0; one < PROVOKERS; one += 1) callers.ask(traits)
    const ending = await die(stage, step, { chance: dice, powerLoss: options.powerLoss })
    if (ending.at === undefined) missed.push(step)
    progress.died(ending)
  }
  return missed
}
