import type { Chance } from '../world/chance.ts'
import { anyIntent, intent } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import type { World } from '../world/world.ts'

/** Callers of every kind, always so many at once: who has his answer makes room for the next. */
export interface Crowd {
  /** So many may have come by now; then only stragglers come, so that there is always somebody. */
  allow(callers: number): void
  /** Someone special, next. */
  ask(traits: Partial<Intent>): void
  /** Resolves when so many have come and all have their answers. */
  lastOnes(callers: number): Promise<void>
}

const PLACES = 16
const STRAGGLERS = 2
const LOOK_MS = 20

export function crowd(stage: World, dice: Chance): Crowd {
  const special: Partial<Intent>[] = []
  let number = 0
  let allowed = 0
  let most: number | undefined
  const next = (): Intent => {
    number += 1
    const traits = special.shift()
    return traits === undefined ? anyIntent(number, dice) : intent(number, traits)
  }
  const isOver = (): boolean => most !== undefined && number >= most && special.length === 0
  const caller = async (place: number): Promise<void> => {
    while (!isOver()) {
      if (number < allowed || special.length > 0 || place < STRAGGLERS) await stage.call(next())
      else await pause()
    }
  }
  const done = Promise.all(Array.from({ length: PLACES }, (_, place) => caller(place)))
  done.catch(() => undefined)
  return {
    allow: (callers) => {
      allowed = callers
    },
    ask: (traits) => void special.push(traits),
    lastOnes: async (callers) => {
      allowed = callers
      most = callers
      await done
    },
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}
