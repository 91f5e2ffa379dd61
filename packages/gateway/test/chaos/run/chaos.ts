import { judge } from '../judge/judge.ts'
import type { Evidence } from '../judge/evidence.ts'
import type { Breach } from '../judge/verdict.ts'
import { chance } from '../world/chance.ts'
import type { Chance } from '../world/chance.ts'
import { crowd } from './crowd.ts'
import type { Crowd } from './crowd.ts'
import { world } from '../world/world.ts'
import type { World } from '../world/world.ts'
import { die, wishFor } from './deaths.ts'
import type { Options } from './options.ts'
import { FIRST, plan, provocation } from './plan.ts'
import type { Step } from './plan.ts'
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
const ROUND_MS = 500
/** A message whose attempt was cut off by a crash is due again 30 s later. */
const MESSAGE_MS = 60_000
/** A point that was not passed is waited for again, so often in all. */
const CHANCES = 3

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
    const rounds = operatorsRounds(stage)
    progress.begin({ stage, options, steps: steps.length })
    await firstDeaths(stage, callers, first.length)
    const missed = await dieOften(stage, { steps, callers, options, dice: dice.fork(), progress })
    await callers.lastOnes(options.jobs)
    progress.say('every caller has an answer; waiting for the last jobs')
    await stage.settled()
    await rounds.stop()
    await stage.resolved()
    await stage.settled()
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

interface Dying {
  readonly steps: readonly Step[]
  readonly callers: Crowd
  readonly options: Options
  readonly dice: Chance
  readonly progress: Progress
}

/** Some points are passed by the first few lives and never again. */
async function firstDeaths({ gateway }: World, callers: Crowd, deaths: number): Promise<void> {
  callers.ask({ hasWebhook: true })
  callers.ask({ hasWebhook: true })
  while (gateway.count <= deaths) await tick()
}

/** Spread evenly over the jobs. Points that were not passed in time are tried again at the end. */
async function dieOften(
  stage: World,
  { steps, callers, options, dice, progress }: Dying,
): Promise<readonly string[]> {
  let left = [...steps]
  for (let round = 0; round < CHANCES && left.length > 0; round += 1) {
    const missed: Step[] = []
    for (const [place, step] of left.entries()) {
      const share = round === 0 ? (place + 1) / steps.length : 1
      callers.allow(Math.floor(share * options.jobs))
      while (round === 0 && stage.heard.length < (place / steps.length) * options.jobs) await tick()
      const traits = 'point' in step ? provocation(step.point) : undefined
      if (traits !== undefined) for (const _ of [1, 2, 3]) callers.ask(traits)
      const ending = await die(stage, step, { chance: dice, powerLoss: options.powerLoss })
      if (ending.at === undefined) missed.push(step)
      progress.died(ending)
    }
    left = missed
  }
  return left.flatMap((step) => ('point' in step ? [step.point] : []))
}

/** The operator looks in now and then, also while everything breaks. */
function operatorsRounds(stage: World): { stop(): Promise<void> } {
  let going = true
  const rounds = (async () => {
    while (going) {
      await stage.operator.round(stage.line(PATIENCE_MS), 'at the unknown')
      await tick(ROUND_MS)
    }
  })()
  rounds.catch(() => undefined)
  return {
    stop: () => {
      going = false
      return rounds
    },
  }
}

function tick(ms = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
