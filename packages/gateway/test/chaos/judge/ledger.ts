import type { LedgerEntry } from '../../../src/core/ports/records.ts'
import { MODELS, numberIn, picturesOf } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import { verdictsOn } from './charges.ts'
import type { Evidence, JobFile } from './evidence.ts'
import type { Breach } from './verdict.ts'

/** Every job by itself, so that no two mistakes make up for each other. Nobody is in doubt any more by now. */
export function ledger({ files, heard, operator }: Evidence): readonly Breach[] {
  const intents = new Map(heard.map(({ intent }) => [intent.number, intent]))
  const books = [...files.values()].flatMap((file) => {
    const intent = intents.get(numberIn(file.job.plan.prompt))
    const refusal = operator.refusals.get(file.job.id)
    const why = refusal === undefined ? '' : ` (${refusal})`
    return intent === undefined ? [] : mistakesOf(file, intent).map((how) => breach(file.job.id, how + why))
  })
  const unexplained = operator.verdicts
    .filter(({ jobId, resolution }) => !verdictsOn(files.get(jobId)).includes(resolution))
    .map(({ jobId, resolution }) => breach(jobId, `nobody can tell who declared it ${resolution}`))
  return [...books, ...unexplained]
}

function mistakesOf(file: JobFile, intent: Intent): readonly string[] {
  const { job, ledger: entries, images } = file
  if (job.finishedAt === undefined) return []
  const { price } = MODELS[intent.model]
  const reserved = price * picturesOf(intent)
  const delivered = price * images.length
  const sum = (...kinds: readonly LedgerEntry['kind'][]): number =>
    entries.filter(({ kind }) => kinds.includes(kind)).reduce((total, { micros }) => total + micros, 0)
  const wasBought = verdictsOn(file).includes('bought')
  const due: readonly (readonly [words: string, is: number, due: number])[] = [
    ['reserved', sum('reserve'), reserved],
    ['still held', sum('reserve', 'release', 'resolve'), 0],
    ['settled', sum('settle'), delivered],
    ['pictures settled', entries.reduce((total, entry) => total + entry.images, 0), images.length],
    ['lost to the upstream', sum('loss'), wasBought ? -sum('resolve') : 0],
    ['cost of the job', job.cost, sum('settle', 'loss')],
  ]
  return due
    .filter(([, is, should]) => is !== should)
    .map(([words, is, should]) => `${words}: ${is} instead of ${should}`)
}

function breach(about: string, how: string): Breach {
  return { promise: 'ledger', about, how }
}
