import type { Heard, HeardPicture } from '../world/callers/heard.ts'
import { numberIn, picturesOf } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import { jobIdOf, partOf, placeOf, verdictsOn } from './charges.ts'
import type { Charge, Evidence, JobFile } from './evidence.ts'
import type { Breach } from './verdict.ts'

export function lost(evidence: Evidence): readonly Breach[] {
  const { heard, files, purchases } = evidence
  const intents = new Map(heard.map(({ intent }) => [intent.number, intent]))
  return [
    ...heard.flatMap((one) => breaches(one.intent.prompt, brokenWords(one, evidence))),
    ...purchases.flatMap((charge) => breaches(charge.key, wasted(charge, files.get(jobIdOf(charge.key))))),
    ...[...files.values()].flatMap((file) => {
      const intent = intents.get(numberIn(file.job.plan.prompt))
      return intent === undefined ? [] : breaches(file.job.id, unaccounted(file, intent, purchases))
    }),
  ]
}

/** What a caller was told and is so no longer. */
function brokenWords({ jobs, outcome, cancelled, complaints }: Heard, evidence: Evidence): readonly string[] {
  const { files } = evidence
  const refused =
    outcome.kind === 'refused' && jobs.size === 0 ? [`its caller was refused: ${outcome.words}`] : []
  const gone = [...jobs]
    .filter((id) => !files.has(id))
    .map((id) => `its caller was told of ${id}, which is not there`)
  const uncancelled = [...jobs]
    .flatMap((id) => files.get(id)?.job ?? [])
    .filter(({ status }) => cancelled && status !== 'cancelled')
    .map(({ id, status }) => `its caller was told that ${id} is cancelled, and it is ${status}`)
  const told = outcome.kind === 'pictures' ? outcome.pictures : []
  const faded = told.filter((picture) => !isKept(picture, jobs, evidence))
  return [
    ...complaints,
    ...refused,
    ...gone,
    ...uncancelled,
    ...faded.map(({ address }) => `its caller was given ${address ?? 'a picture'}, which is kept no longer`),
  ]
}

function isKept(
  { address, sha256 }: HeardPicture,
  jobs: ReadonlySet<string>,
  { files, served }: Evidence,
): boolean {
  const images = [...jobs].flatMap((id) => files.get(id)?.images ?? [])
  const kept = address === undefined ? images : images.filter(({ id }) => address.includes(id))
  return kept.some(({ id }) => served.get(id) === sha256)
}

/** What was paid for is delivered, or somebody says that nobody knows. */
function wasted({ key, pictures }: Charge, file: JobFile | undefined): readonly string[] {
  if (file === undefined) return pictures.size === 0 ? [] : ['it was bought for a job that is not there']
  const { job, images, failed } = file
  const isExcused =
    job.status === 'unknown' ||
    job.status === 'cancelled' ||
    verdictsOn(file).length > 0 ||
    failed.some(({ fault, part }) => fault.code === 'outcome_unknown' && part === partOf(key))
  if (isExcused) return []
  const delivered = new Set(images.map(({ index }) => index))
  return [...pictures.keys()]
    .filter((index) => !delivered.has(placeOf(file, { key }, index)))
    .map((index) => `its picture ${index} was bought and never came`)
}

/** Every place of an answer has a picture or a reason, and a job that failed had to. */
function unaccounted(file: JobFile, intent: Intent, purchases: readonly Charge[]): readonly string[] {
  const { job, images, failed } = file
  const drawn = purchases.filter(({ key }) => jobIdOf(key) === job.id)
  if (job.status === 'failed' && verdictsOn(file).length === 0) {
    const hadTo = intent.mood.moderated.length > 0 && drawn.every(({ pictures }) => pictures.size === 0)
    return hadTo ? [] : [`it failed and did not have to: ${job.fault?.message}`]
  }
  if (job.status !== 'succeeded' || intent.wish.kind === 'story') return []
  const places = new Set([...images, ...failed].map(({ index }) => index))
  return places.size === picturesOf(intent)
    ? []
    : [`${places.size} of its ${picturesOf(intent)} places are accounted for`]
}

function breaches(about: string, how: readonly string[]): readonly Breach[] {
  return how.map((words) => ({ promise: 'lost', about, how: words }))
}
