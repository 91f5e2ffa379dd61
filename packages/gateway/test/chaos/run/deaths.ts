import { setTimeout as pause } from 'node:timers/promises'

import type { Death } from '../lives/life.ts'
import type { CrashWish } from '../lives/lives.ts'
import type { Chance } from '../world/chance.ts'
import type { World } from '../world/world.ts'
import type { Step } from './plan.ts'

/** How one planned death went. */
export interface Ending {
  readonly step: Step
  /** Where it ended; undefined: a planned point was not passed in time, and the gateway was spared. */
  readonly at: string | undefined
}

/** A point that is not passed for so long is left for later. */
const WAITED_MS = 12_000

export interface Manner {
  readonly chance: Chance
  readonly powerLoss: boolean
}

export function wishFor(point: string, passing: number, { chance, powerLoss }: Manner): CrashWish {
  const power = { greed: 'chance', seed: chance.below(2 ** 32) } as const
  return { point, passing, power: powerLoss ? power : undefined }
}

/** Lets the gateway die as the step says, and waits until it serves again. */
export async function die({ gateway }: World, step: Step, manner: Manner): Promise<Ending> {
  const wish = (point: string, passing: number): CrashWish => wishFor(point, passing, manner)
  await gateway.serving()
  const at = await ended()
  await gateway.serving()
  return { step, at }

  async function ended(): Promise<string | undefined> {
    switch (step.kind) {
      case 'point':
        return inTime(gateway.crash(wish(step.point, 1)))
      case 'start':
        return inTime(gateway.crashAtStart(wish(step.point, 1)))
      case 'write':
        return inTime(gateway.crash(wish('any', step.passing)))
      case 'moment':
        if (step.whileStarting) await gateway.kill()
        await pause(step.afterMs)
        await gateway.kill()
        return step.whileStarting ? 'a moment of its start' : 'any moment'
      default:
        return step satisfies never
    }
  }

  async function inTime(death: Promise<Death>): Promise<string | undefined> {
    const waiting = new AbortController()
    const late = pause(WAITED_MS, undefined, { signal: waiting.signal }).catch(() => undefined)
    const ending = await Promise.race([death, late])
    waiting.abort()
    if (ending === undefined) gateway.spare()
    return ending?.lastWords?.point
  }
}
