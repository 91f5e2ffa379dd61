import { parseArgs } from 'node:util'

import { POINTS, WRITES } from '../gateway/crash-points.ts'
import { SYNCS } from '../gateway/orders.ts'

export interface Options {
  /** At least so many. */
  readonly jobs: number
  /** At random moments, beside one at every named point. */
  readonly kills: number
  readonly seed: number
  /** The power goes instead. */
  readonly powerLoss: boolean
  /** Writes that are left out. */
  readonly without: readonly string[]
  /** At each named point once. */
  readonly named: boolean
  /** Only at these, `kills` times in all; empty: anywhere. */
  readonly points: readonly string[]
}

export class UsageError extends Error {}

export const USAGE = `npm run chaos -- [--jobs 1000] [--kills 30] [--seed 7] [--power-loss] [--quick]
                 [--without asks.asked] [--point images.add:after] [--points]

  --jobs N       at least so many jobs, from callers of every kind
  --kills N      so many kills at random moments, beside one at every named point
  --seed N       the same seed throws the same dice
  --power-loss   the power goes instead: the data folder is what a disk would have kept
  --quick        120 jobs, 8 kills, no named points
  --without W    leave a durable write out and see which promise breaks: one of the list, transaction,
                 fsync.files, fsync.folders or fsync.records, the last three with --power-loss (again for more)
  --point P      end at this point only, --kills times (again for more)
  --points       list every durable write and every point
`

/** Words where words were asked for and no run. */
export function optionsOf(argv: readonly string[]): Options | string {
  const { values } = parsed(argv)
  if (values.help === true) return USAGE
  if (values.points === true)
    return `Durable writes:\n  ${WRITES.join('\n  ')}\nPoints:\n  ${POINTS.join('\n  ')}\n`
  const quick = values.quick === true
  return {
    jobs: whole('--jobs', values.jobs ?? (quick ? '120' : '1000')),
    kills: whole('--kills', values.kills ?? (quick ? '8' : '30')),
    seed: whole('--seed', values.seed ?? String(Math.floor(Date.now() / 1000) % 100_000)),
    powerLoss: values['power-loss'] === true,
    without: known('--without', values.without ?? [], [...WRITES, 'transaction', ...Object.values(SYNCS)]),
    named: !quick && values.point === undefined,
    points: known('--point', values.point ?? [], POINTS),
  }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const several = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args: [...argv],
      options: {
        jobs: text,
        kills: text,
        seed: text,
        help: flag,
        quick: flag,
        points: flag,
        'power-loss': flag,
        without: several,
        point: several,
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function whole(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`${option} takes a whole number; it was given ${JSON.stringify(text)}.`)
}

/** A name stands for itself and for all its purposes: `jobs.change` for `jobs.change/end`. */
function known(option: string, given: readonly string[], names: readonly string[]): readonly string[] {
  const stranger = given.find((one) => !names.some((name) => name === one || name.startsWith(`${one}/`)))
  if (stranger === undefined) return given
  throw new UsageError(`${option} ${stranger} is not known; --points lists all.`)
}
