import { asksOf } from '../world/intents.ts'
import { asksAgain, jobIdOf } from './charges.ts'
import type { Evidence } from './evidence.ts'
import type { Breach } from './verdict.ts'

/** A call is drawn once, and once more for each time a person said so. */
export function twice(evidence: Evidence): readonly Breach[] {
  return [...twicePerAsk(evidence), ...twicePerIntent(evidence)]
}

function twicePerAsk({ purchases, files }: Evidence): readonly Breach[] {
  const calls = new Map<string, number>()
  for (const { key } of purchases) calls.set(key, (calls.get(key) ?? 0) + 1)
  return [...calls].flatMap(([key, count]) => {
    const allowed = 1 + asksAgain(files.get(jobIdOf(key)))
    return count <= allowed ? [] : [breach(key, `this ask was drawn ${count} times, ${allowed} was right`)]
  })
}

function twicePerIntent({ heard, purchases, files }: Evidence): readonly Breach[] {
  return heard.flatMap(({ intent }) => {
    const calls = purchases.filter((charge) => charge.intent === intent.number)
    const jobs = new Set(calls.map(({ key }) => jobIdOf(key)))
    const again = [...jobs].reduce((sum, id) => sum + asksAgain(files.get(id)), 0)
    const allowed = asksOf(intent) * (1 + again)
    return calls.length <= allowed
      ? []
      : [
          breach(
            intent.prompt,
            `it was drawn ${calls.length} times in ${jobs.size} jobs, ${allowed} was right`,
          ),
        ]
  })
}

function breach(about: string, how: string): Breach {
  return { promise: 'twice', about, how }
}
