import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { CrashOrder, Orders, PowerCut } from '../gateway/orders.ts'
import { acknowledged } from './acknowledged.ts'
import type { Acknowledged } from './acknowledged.ts'
import { freePort } from './free-port.ts'
import { life } from './life.ts'
import type { Death, Life } from './life.ts'

/** A gateway that is started again each time it dies, at the same address, on what its disk has kept. */
export interface Lives {
  readonly base: string
  readonly key: string
  readonly acknowledged: Acknowledged
  /** How many there have been. */
  readonly count: number
  /** Every point at which one of them has ended, in order. */
  readonly ends: readonly string[]
  /** What nobody ordered: ends by itself, and starts that failed. */
  readonly mishaps: readonly string[]
  /** Where the data of the present life is. */
  readonly dataFolder: string
  /** Resolves when it serves; rejects when it cannot be started any more. */
  serving(): Promise<void>
  /** Lets the present life end at this point, whenever it is passed. */
  crash(wish: CrashWish): Promise<Death>
  /** Ends the present life, and the next one at a point of its start. */
  crashAtStart(wish: CrashWish): Promise<Death>
  /** Takes an order back. */
  spare(): void
  kill(): Promise<Death>
  /** SIGTERM, and there is no further life. */
  stop(): Promise<void>
}

/** An order without a place for the copy of a power cut. */
export interface CrashWish {
  readonly point: string
  /** From 1. */
  readonly passing: number
  readonly power?: Omit<PowerCut, 'folder'> | undefined
}

export interface LivesOptions {
  readonly script: string
  /** Has room for data folders. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly without: Orders['without']
  readonly slow: Orders['slow']
  /** Of the first lives, one each. */
  readonly crashes: readonly CrashWish[]
}

const KEY = 'dg_the-admin-key-of-the-crash-test'
/** After so many ends in a row that nobody ordered there is no further start. */
const TRIES = 3

export async function lives(options: LivesOptions): Promise<Lives> {
  const port = await freePort()
  const heard = acknowledged()
  const ends: string[] = []
  const mishaps: string[] = []
  const coming = [...options.crashes]
  let count = 0
  let copies = 0
  let inARow = 0
  let expected: 'a kill' | 'the end' | undefined
  let dataFolder = join(options.folder, 'data')
  await mkdir(dataFolder, { mode: 0o700 })

  function orderOf({ point, passing, power }: CrashWish): CrashOrder {
    copies += 1
    const folder = join(options.folder, `data-${copies}`)
    return { point, passing, powerCut: power && { ...power, folder } }
  }

  function begin(): Present {
    count += 1
    const number = count
    const wish = coming.shift()
    const born = life({
      script: options.script,
      folder: options.folder,
      environment: {
        ...options.environment,
        DREAMGATE_PORT: String(port),
        DREAMGATE_DATA: dataFolder,
        DREAMGATE_ADMIN_KEY: KEY,
      },
      orders: { crash: wish && orderOf(wish), without: options.without, slow: options.slow },
      onAcknowledged: (line) => heard.hear(line, number),
    })
    return { life: born, end: born.death.then(after) }
  }

  async function after(death: Death): Promise<Death> {
    const { lastWords, exitCode, complaints } = death
    const isMishap = lastWords === undefined && expected === undefined
    if (isMishap) mishaps.push(`it ended by itself with ${exitCode}: ${complaints}`)
    inARow = isMishap ? inARow + 1 : 0
    if (lastWords !== undefined) ends.push(lastWords.point)
    if (lastWords?.folder !== undefined) {
      await rm(dataFolder, { recursive: true, force: true })
      dataFolder = lastWords.folder
    }
    if (expected !== 'the end' && inARow < TRIES) {
      expected = undefined
      present = begin()
    }
    return death
  }

  let present = begin()
  return {
    base: `http://127.0.0.1:${port}`,
    key: KEY,
    acknowledged: heard,
    ends,
    mishaps,
    get count() {
      return count
    },
    get dataFolder() {
      return dataFolder
    },
    serving: () => served(() => present),
    crash: (wish) => {
      present.life.order(orderOf(wish))
      return present.end
    },
    crashAtStart: async (wish) => {
      coming.push(wish)
      expected = 'a kill'
      present.life.kill()
      await present.end
      return present.end
    },
    spare: () => present.life.order(undefined),
    kill: () => {
      expected = 'a kill'
      present.life.kill()
      return present.end
    },
    stop: async () => {
      expected = 'the end'
      present.life.stop()
      await present.end
    },
  }
}

interface Present {
  readonly life: Life
  /** Resolves when the next life has begun, if there is one. */
  readonly end: Promise<Death>
}

/** One life after another may die before it serves. */
async function served(present: () => Present): Promise<void> {
  for (;;) {
    const { life: one, end } = present()
    try {
      await one.ready
      return
    } catch (error) {
      await end
      if (present().life === one) throw error
    }
  }
}
