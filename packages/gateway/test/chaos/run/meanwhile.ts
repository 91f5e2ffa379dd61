import { setTimeout as pause } from 'node:timers/promises'

import type { Chance } from '../world/chance.ts'
import type { World } from '../world/world.ts'

/** What goes on beside the callers until it is stopped. */
export interface Meanwhile {
  stop(): Promise<void>
}

const ROUND_MS = 500
const PATIENCE_MS = 120_000

/** The operator looks in now and then, also while everything breaks. */
export function rounds(stage: World): Meanwhile {
  return again(async () => {
    await stage.operator.round(stage.line(PATIENCE_MS), 'at the unknown')
    await pause(ROUND_MS)
  })
}

/** Every few seconds no result address answers for a while, and pictures that were bought have to be waited for. */
export function badWeather({ upstreams }: World, dice: Chance): Meanwhile {
  return again(async () => {
    await pause(1000 + dice.below(4000))
    upstreams.killAddresses()
    await pause(300 + dice.below(1500))
    upstreams.reviveAddresses()
  })
}

function again(turn: () => Promise<void>): Meanwhile {
  let going = true
  const turns = (async () => {
    while (going) await turn()
  })()
  turns.catch(() => undefined)
  return {
    stop: () => {
      going = false
      return turns
    },
  }
}
