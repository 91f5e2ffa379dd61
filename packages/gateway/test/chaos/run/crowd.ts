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
  /** Resolves when those who came have made so many jobs, and all have their answers. */
  lastOnes(jobs: number): Promise<void>
  /** Rejects when something went wrong that no caller could expect; never resolves. */
  readonly trouble: Promise<never>
}

const PLACES = 16
const STRAGGLERS = 2
const LOOK_MS = 20

export function crowd(stage: World, dice: Chance): Crowd {
  const special: Partial<Intent>[] = []
  let number = 0
  let allowed = 0
  let enough: number | undefined
  const next = (): Intent => {
    number += 1
    const traits = special.shift()
    return traits === undefined ? anyIntent(number, dice) : intent(number, traits)
  }
  const isOver = (): boolean => enough !== undefined && jobsOf(stage) >= enough && special.length === 0
  const caller = async (place: number): Promise<void> => {
    while (!isOver()) {
      if (number < allowed || special.length > 0 || place < STRAGGLERS) await stage.call(next())
      else await pause()
    }
  }
  const done = Promise.all(Array.from({ length: PLACES }, (_, place) => caller(place)))
  const trouble = new Promise<never>((_, reject) => void done.catch(reject))
  trouble.catch(() => undefined)
  return {
    trouble,
    allow: (callers) => {
      allowed = callers
    },
    ask: (traits) => void special.push(traits),
    lastOnes: async (jobs) => {
      allowed = Number.POSITIVE_INFINITY
      enough = jobs
      await done
    },
  }
}

/** Some callers leave before they have made one. */
function jobsOf({ heard }: World): number {
  return new Set(heard.flatMap(({ jobs }) => [...jobs])).size
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}
