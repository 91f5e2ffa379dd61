import type { World } from '../world/world.ts'
import type { Ending } from './deaths.ts'
import type { Options } from './options.ts'

/** What somebody who watches gets to see. */
export interface Progress {
  begin(about: Watched): void
  died(ending: Ending): void
  say(words: string): void
  end(): void
}

export interface Watched {
  readonly stage: World
  readonly options: Options
  /** Planned deaths. */
  readonly steps: number
}

const LIVE_MS = 120
const PLAIN_MS = 5000

/** One line that lives on a terminal; a plain line now and then anywhere else. */
export function progress(out: NodeJS.WriteStream): Progress {
  const isLive = out.isTTY
  const startedAt = performance.now()
  let watched: Watched | undefined
  let deaths = 0
  let last = 'the gateway serves'
  const show = (): void => {
    if (watched === undefined) return
    const line = lineOf(watched, { seconds: (performance.now() - startedAt) / 1000, deaths, last })
    out.write(isLive ? `\r${line.slice(0, out.columns - 1)}\u001b[K` : `${line}\n`)
  }
  const timer = setInterval(show, isLive ? LIVE_MS : PLAIN_MS)
  return {
    begin: (about) => {
      watched = about
      show()
    },
    died: ({ at, step }) => {
      if (at !== undefined) deaths += 1
      last =
        at === undefined ? `${'point' in step ? step.point : 'a write'} was not passed` : `ended at ${at}`
    },
    say: (words) => {
      last = words
      show()
    },
    end: () => {
      clearInterval(timer)
      if (isLive) out.write('\r\u001b[K')
    },
  }
}

interface State {
  readonly seconds: number
  readonly deaths: number
  readonly last: string
}

function lineOf({ stage, options, steps }: Watched, { seconds, deaths, last }: State): string {
  const { heard, operator } = stage
  const done = Math.min(1, Math.min(heard.length / options.jobs, steps === 0 ? 1 : deaths / steps))
  const bar = '█'.repeat(Math.round(done * 20)).padEnd(20, '░')
  const doubts = new Set(operator.doubts.map(({ jobId }) => jobId)).size
  return [
    `${seconds.toFixed(0).padStart(4)} s ${bar}`,
    `${heard.length}/${options.jobs} callers answered`,
    `${deaths}/${steps} deaths`,
    `${doubts} in doubt`,
    last,
  ].join(' · ')
}
