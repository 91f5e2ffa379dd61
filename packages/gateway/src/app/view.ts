import { owns } from '../core/caller.ts'
import type { Key } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { Image, MediaType } from '../core/image.ts'
import type { Job } from '../core/job.ts'
import type { Micros } from '../core/money.ts'
import type { DeliveredImage, JobView } from '../core/ports/dialect.ts'
import type { LedgerEntry, Records } from '../core/ports/records.ts'
import type { AppContext } from './context.ts'

const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/tiff': 'tiff',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
}

/** How this reader wants to see a job. */
export interface Eye {
  /** Base of our own addresses, without a slash at the end. */
  readonly base: string
  readonly omitFailed: boolean
  readonly shyOfErrors: boolean
}

/** A job with its pictures and failures as they stand now. */
export async function view({ records }: AppContext, job: Job, eye: Eye): Promise<JobView> {
  const [images, failed] = await Promise.all([records.images.of(job.id), records.images.failedOf(job.id)])
  const { base, omitFailed, shyOfErrors } = eye
  const kept = images.filter(({ removedAt }) => removedAt === undefined)
  const removed = images.filter(({ removedAt }) => removedAt !== undefined)
  const shown = kept.map((image) => delivered(image, base))
  return { job, images: shown, removed, failed: omitFailed ? [] : failed, omitFailed, shyOfErrors }
}

/** A picture with its permanent address under `base`. */
export function delivered(image: Image, base: string): DeliveredImage {
  return { ...image, url: `${base}/i/${image.id}.${EXTENSIONS[image.mediaType]}` }
}

/** The job, if this key may see it. Fault: not_found, the same for a stranger's job as for none. */
export async function ownJob({ records }: AppContext, id: string, key: Key): Promise<Job> {
  const job = await records.jobs.find(id)
  if (job === undefined || !owns(key, job.ownerId))
    throw new Fault('not_found', `There is no job ${id.slice(0, 80)}.`)
  return job
}

/** What the ledger still holds for a job: all of its price while it runs, after its end what may have been bought. */
export async function reservedFor(
  { records }: { readonly records: Pick<Records, 'ledger'> },
  job: Job,
): Promise<Micros> {
  const entries = await records.ledger.of(job.id)
  return entries.reduce((sum, { kind, micros }) => (SPENT.has(kind) ? sum : sum + micros), 0)
}

const SPENT: ReadonlySet<LedgerEntry['kind']> = new Set(['settle', 'loss'])
