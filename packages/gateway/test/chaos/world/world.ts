import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { chargesOf, isTelling, rowsIn, servedPictures } from '../judge/evidence.ts'
import type { Evidence } from '../judge/evidence.ts'
import { lives } from '../lives/lives.ts'
import type { CrashWish, Lives, LivesOptions } from '../lives/lives.ts'
import { scratch } from '../lives/scratch.ts'
import type { Line } from './callers/ask.ts'
import { call } from './callers/caller.ts'
import type { Heard } from './callers/heard.ts'
import { chance } from './chance.ts'
import type { Intent } from './intents.ts'
import { everyJob } from './jobs.ts'
import { operator } from './operator.ts'
import type { Operator } from './operator.ts'
import { receiver } from './receiver.ts'
import { upstreams } from './upstreams.ts'
import type { Upstreams } from './upstreams.ts'

/** A gateway that dies often, with everybody it has to do with. They do not die. */
export interface World {
  readonly gateway: Lives
  readonly upstreams: Upstreams
  readonly operator: Operator
  /** Callers who have a definite answer. */
  readonly heard: readonly Heard[]
  /** A line for someone who waits this long. */
  line(patienceMs: number): Line
  call(intent: Intent): Promise<Heard>
  /** All jobs have ended, or the patience is over. */
  settled(): Promise<void>
  /** Every doubt is resolved and what came of it has ended, or the patience is over. */
  resolved(): Promise<void>
  /** No message is on its way any more, or so much time has passed. */
  told(patienceMs: number): Promise<void>
  /** Ends the gateway for good. */
  evidence(): Promise<Evidence>
  close(): Promise<void>
}

export interface WorldOptions {
  /** The gateway's script, see `bundle.ts`. */
  readonly script: string
  readonly seed: number
  /** How long a caller waits for a definite answer, and everybody for the end. */
  readonly patienceMs: number
  readonly without?: readonly string[]
  readonly slow?: LivesOptions['slow'] | undefined
  /** Of the first lives of the gateway, one each. */
  readonly crashes?: readonly CrashWish[]
}

const LOOK_MS = 100
const GRACE_SECONDS = '5'

export async function world(options: WorldOptions): Promise<World> {
  const { script, seed, patienceMs, without = [], slow, crashes = [] } = options
  const folder = await scratch(join(tmpdir(), 'dreamgate-chaos-'))
  const vendors = await upstreams()
  const mailbox = await receiver()
  await writeFile(join(folder.path, 'dreamgate.yaml'), vendors.yaml)
  const environment = { DREAMGATE_ALLOW_PRIVATE: '127.0.0.0/8', DREAMGATE_GRACE_SECONDS: GRACE_SECONDS }
  const gateway = await lives({ script, folder: folder.path, environment, without, slow, crashes })
  const heard: Heard[] = []
  const die = chance(seed)
  const person = operator(gateway, vendors)
  const isInDoubt = async (waiting: Line) => (await person.round(waiting, 'at everything')) > 0
  const line = (waitMs: number): Line => ({
    base: gateway.base,
    key: gateway.key,
    die: die.fork(),
    patience: AbortSignal.timeout(waitMs),
  })
  return {
    gateway,
    upstreams: vendors,
    operator: person,
    heard,
    line,
    call: async (intent) => {
      vendors.expect(intent)
      const webhook = intent.hasWebhook ? mailbox.address(intent.number) : undefined
      const one = await call(line(patienceMs), intent, webhook)
      heard.push(one)
      return one
    },
    settled: () => whilePatient(line(patienceMs), isBusy),
    resolved: () =>
      whilePatient(
        line(patienceMs),
        async (waiting) => (await isBusy(waiting)) || (await isInDoubt(waiting)),
      ),
    told: (waitMs) => whilePatient(line(waitMs), () => isTelling(gateway.dataFolder)),
    evidence: async () => {
      const served = await servedPictures(line(patienceMs))
      await gateway.stop()
      return {
        heard,
        served,
        ...(await rowsIn(gateway.dataFolder)),
        messages: mailbox.messages,
        purchases: await chargesOf(vendors, heard),
        operator: person,
        acknowledged: gateway.acknowledged,
        mishaps: gateway.mishaps,
      }
    },
    close: async () => {
      await gateway.stop()
      await Promise.all([vendors.close(), mailbox.close()])
      await folder.remove()
    },
  }
}

/** Looks again and again, until it is over or the patience is. */
async function whilePatient(line: Line, goesOn: (line: Line) => Promise<boolean>): Promise<void> {
  try {
    while (await goesOn(line)) await pause(LOOK_MS, undefined, { signal: line.patience })
  } catch (error) {
    if (!line.patience.aborted) throw error
  }
}

async function isBusy(line: Line): Promise<boolean> {
  const pages = await Promise.all(['queued', 'running', 'waiting'].map((status) => everyJob(line, status)))
  return pages.flat().length > 0
}
