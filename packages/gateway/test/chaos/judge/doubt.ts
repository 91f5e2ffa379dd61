import type { AskOnDisk } from '../lives/acknowledged.ts'
import { numberIn } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import type { Evidence, JobFile } from './evidence.ts'
import type { Breach } from './verdict.ts'

/** Whoever says that he does not know must have had no way to know. */
export function doubt({ operator, files, heard, acknowledged }: Evidence): readonly Breach[] {
  const intents = new Map(heard.map(({ intent }) => [intent.number, intent]))
  const jobs = operator.doubts.flatMap(({ jobId, status, life, asks }) => {
    const file = files.get(jobId)
    if (file === undefined) return []
    const own = asks.slice(0, Math.max(1, file.asks.length))
    return own.some((ask) => isExcused(ask, { file, intents, life }))
      ? []
      : [breach(jobId, `it is ${status} and in doubt: ${said(own)}`)]
  })
  const items = [...files.values()].flatMap((file) =>
    file.failed.flatMap(({ fault, part, index }) => {
      const seen = operator.doubts.find(({ jobId }) => jobId === file.job.id)
      const ask = seen?.asks[part] ?? acknowledged.ask(file.job.id, part)
      const about = { file, intents, life: seen?.life }
      if (fault.code !== 'outcome_unknown' || isExcused(ask, about)) return []
      return [breach(file.job.id, `place ${index} is unknown: ${said([ask])}`)]
    }),
  )
  return [...jobs, ...items]
}

/** There is no ticket to all of the answer, and the answer was lost: by a crash, the upstream or a cancelling. */
function isExcused({ ticket, answer, state, since }: AskOnDisk, { file, intents, life }: About): boolean {
  const { job } = file
  // What was asked for a caller who has left is fetched no more, and what was bought for him is held.
  if (job.cancelRequested) return true
  if (ticket === 'complete') return false
  // Nobody died since it was to be asked anew, and it was not.
  if (state === 'reset' && since === life) return false
  if (answer === undefined) return true
  if (answer.words !== 'outcome_unknown') return false
  if (since === undefined || since < answer.life) return true
  return intents.get(numberIn(job.plan.prompt))?.mood.cuts !== undefined
}

interface About {
  readonly file: JobFile
  readonly intents: ReadonlyMap<number, Intent>
  /** Of the gateway, when it was found; undefined: at the end. */
  readonly life: number | undefined
}

function said(asks: readonly AskOnDisk[]): string {
  return asks
    .map(
      ({ ticket = 'no', answer }, part) =>
        `ask ${part} has ${ticket} ticket and was answered ${answer?.words ?? 'nothing'}`,
    )
    .join(', ')
}

function breach(about: string, how: string): Breach {
  return { promise: 'doubt', about, how }
}
