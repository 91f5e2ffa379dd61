import { judge } from '../judge/judge.ts'
import type { Evidence } from '../judge/evidence.ts'
import type { Breach } from '../judge/verdict.ts'
import { chance } from '../world/chance.ts'
import { world } from '../world/world.ts'
import { crowd } from './crowd.ts'
import { wishFor } from './deaths.ts'
import { dieAsPlanned } from './dying.ts'
import { badWeather, rounds } from './meanwhile.ts'
import type { Options } from './options.ts'
import { FIRST, plan } from './plan.ts'
import type { Progress } from './progress.ts'

export interface Result {
  readonly evidence: Evidence
  readonly breaches: readonly Breach[]
  readonly lives: number
  /** Points at which it ended. */
  readonly ends: readonly string[]
  /** Named points at which it never ended though it was planned. */
  readonly missed: readonly string[]
  readonly tookMs: number
}

const PATIENCE_MS = 120_000
/** A message whose attempt was cut off by a crash is due again 30 s later. */
const MESSAGE_MS = 60_000

/** The whole of the crash test: callers call, the gateway dies as planned, and then all is judged. */
export async function chaos(options: Options, script: string, progress: Progress): Promise<Result> {
  const startedAt = performance.now()
  const dice = chance(options.seed)
  const first = options.named ? FIRST : []
  const stage = await world({
    script,
    seed: dice.below(2 ** 32),
    patienceMs: PATIENCE_MS,
    without: options.without,
    crashes: first.map((point) => wishFor(point, 1, { chance: dice, powerLoss: options.powerLoss })),
  })
  try {
    await stage.gateway.serving()
    const steps = plan(options, dice.fork())
    const callers = crowd(stage, dice.fork())
    const weather = badWeather(stage, dice.fork())
    const person = rounds(stage)
    progress.begin({ stage, options, steps: steps.length })
    const dying = { first: first.length, steps, callers, options, dice: dice.fork(), progress }
    const missed = await Promise.race([dieAsPlanned(stage, dying), callers.trouble])
    await callers.lastOnes(options.jobs)
    await weather.stop()
    progress.say('every caller has an answer; waiting for the last jobs')
    await stage.settled()
    await person.stop()
    await stage.resolved()
    progress.say('waiting for the last messages')
    await stage.told(MESSAGE_MS)
    progress.say('judging')
    const evidence = await stage.evidence()
    const tookMs = performance.now() - startedAt
    return {
      evidence,
      breaches: judge(evidence),
      missed,
      lives: stage.gateway.count,
      ends: [...stage.gateway.ends],
      tookMs,
    }
  } finally {
    progress.end()
    await stage.close()
  }
}
