import { brokenPromises, PROMISES } from '../judge/verdict.ts'
import type { Breach, Promised } from '../judge/verdict.ts'
import type { Result } from './chaos.ts'
import type { Options } from './options.ts'

const SHOWN = 5

/** What came of it, for a person. */
export function report(result: Result, options: Options): string {
  const { breaches, missed } = result
  return [
    '',
    ...figures(result, options),
    '',
    ...(Object.keys(PROMISES) as Promised[]).flatMap((promise) => lines(promise, breaches)),
    ...missed.map((point) => `  ?  ${point} was never passed: nothing is known about it`),
    '',
    conclusion(result, options),
    '',
  ].join('\n')
}

/** 0: all was kept. 1: something was not, or was not looked at. */
export function exitCodeOf({ breaches, missed }: Result): number {
  return breaches.length === 0 && missed.length === 0 ? 0 : 1
}

function figures({ evidence, ends, lives, tookMs }: Result, { powerLoss }: Options): readonly string[] {
  const { heard, files, purchases, operator } = evidence
  const deaths = lives - 1
  const all = [...files.values()]
  const made = purchases.reduce((sum, { pictures }) => sum + pictures.size, 0)
  const delivered = all.reduce((sum, { images }) => sum + images.length, 0)
  const spent = all.reduce((sum, { job }) => sum + job.cost, 0) / 1e6
  return [
    `  ${heard.length} callers, ${files.size} jobs (${tally(all.map(({ job }) => job.status))}) in ${(tookMs / 1000).toFixed(0)} s`,
    `  ${deaths} times it died: ${ends.length} ${powerLoss ? 'power cuts' : 'kills'} at ${new Set(ends).size} different points, ${deaths - ends.length} kills at any moment`,
    `  ${purchases.length} purchases, ${made} pictures made, ${delivered} delivered, $${spent.toFixed(3)} in the ledger`,
    `  ${new Set(operator.doubts.map(({ jobId }) => jobId)).size} jobs were in doubt; the operator said: ${tally(operator.verdicts.map(({ resolution }) => resolution)) || 'nothing'}`,
  ]
}

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `${count} ${word.replace('_', ' ')}`).join(', ')
}

function lines(promise: Promised, breaches: readonly Breach[]): readonly string[] {
  const broken = breaches.filter((breach) => breach.promise === promise)
  if (broken.length === 0) return [`  ok ${PROMISES[promise]}`]
  const shown = broken.slice(0, SHOWN).map(({ about, how }) => `       ${about}: ${how}`)
  const more = broken.length > SHOWN ? [`       and ${broken.length - SHOWN} more`] : []
  return [`  NO ${PROMISES[promise]}: ${broken.length} times not`, ...shown, ...more]
}

function conclusion({ breaches }: Result, { without, seed }: Options): string {
  const count = (promise: Promised): number => breaches.filter((one) => one.promise === promise).length
  const left = without.length === 0 ? '' : ` without ${without.join(', ')}`
  const broken = brokenPromises(breaches)
  const words = broken.length === 0 ? 'every promise was kept' : `broken: ${broken.join(', ')}`
  return `lost ${count('lost')}, bought twice ${count('twice')}: ${words}${left} (seed ${seed})`
}
