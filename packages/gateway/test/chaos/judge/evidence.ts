import { join } from 'node:path'

import { ownerEndpointId } from '../../../src/app/webhooks/owner-endpoint.ts'
import type { FailedItem, Image } from '../../../src/core/image.ts'
import type { Ask, Job } from '../../../src/core/job.ts'
import type { AuditEntry, LedgerEntry, Records } from '../../../src/core/ports/records.ts'
import type { Delivery } from '../../../src/core/webhook.ts'
import { sqliteRecords } from '../../../src/records/open-sqlite.ts'
import type { Acknowledged } from '../lives/acknowledged.ts'
import { attempt, BROKEN } from '../world/callers/ask.ts'
import type { Line } from '../world/callers/ask.ts'
import type { Heard } from '../world/callers/heard.ts'
import { sha256 } from '../world/digest.ts'
import { everyJob } from '../world/jobs.ts'
import type { Operator } from '../world/operator.ts'
import type { Message } from '../world/receiver.ts'
import type { Upstreams } from '../world/upstreams.ts'

/** Everything there is to judge by, when all is over. */
export interface Evidence {
  readonly heard: readonly Heard[]
  /** By job id: what the records hold. */
  readonly files: ReadonlyMap<string, JobFile>
  /** By job id, oldest first: messages to addresses that were named with a request. */
  readonly deliveries: ReadonlyMap<string, readonly Delivery[]>
  /** What arrived there. */
  readonly messages: readonly Message[]
  readonly purchases: readonly Charge[]
  /** SHA-256 of what was served at each picture's address, by image id; undefined: nothing was. */
  readonly served: ReadonlyMap<string, string | undefined>
  readonly operator: Pick<Operator, 'doubts' | 'verdicts' | 'refusals'>
  readonly acknowledged: Acknowledged
  /** The gateway ended by itself, or could not be started. */
  readonly mishaps: readonly string[]
}

export interface JobFile {
  readonly job: Job
  readonly asks: readonly Ask[]
  readonly images: readonly Image[]
  readonly failed: readonly FailedItem[]
  readonly ledger: readonly LedgerEntry[]
  readonly audit: readonly AuditEntry[]
}

/** A line of the upstreams' bill. */
export interface Charge {
  readonly intent: number
  /** `job_….0` */
  readonly key: string
  /** SHA-256 by place in the answer. */
  readonly pictures: ReadonlyMap<number, string>
}

const AT_ONCE = 8

/** While the gateway serves: each picture as anybody can get it. */
export async function servedPictures(line: Line): Promise<ReadonlyMap<string, string | undefined>> {
  const pictures = (await everyJob(line)).flatMap(({ images }) => [...images])
  const served = new Map<string, string | undefined>()
  const reader = async (): Promise<void> => {
    for (let picture = pictures.pop(); picture !== undefined; picture = pictures.pop()) {
      served.set(picture.id, await servedAt(line, picture.url))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, reader))
  return served
}

const LONGEST_LOAD_MS = 3000

async function servedAt(line: Line, path: string): Promise<string | undefined> {
  const patience = AbortSignal.timeout(LONGEST_LOAD_MS)
  try {
    const reply = await attempt({ ...line, patience }, { method: 'GET', path }, async (response) =>
      sha256(new Uint8Array(await response.arrayBuffer())),
    )
    return reply !== BROKEN && reply.status === 200 ? reply.read : undefined
  } catch (error) {
    if (patience.aborted) return undefined
    throw error
  }
}

/** After the gateway has ended: its rows. */
export async function rowsIn(dataFolder: string): Promise<Pick<Evidence, 'files' | 'deliveries'>> {
  return withRecords(dataFolder, async (records) => {
    const jobs = await everyRow(records)
    const files = await Promise.all(jobs.map((job) => fileOf(records, job)))
    return {
      files: new Map(files.map((file) => [file.job.id, file])),
      deliveries: await deliveriesTo(records, jobs),
    }
  })
}

async function withRecords<T>(dataFolder: string, read: (records: Records) => Promise<T>): Promise<T> {
  const records = await sqliteRecords({ file: join(dataFolder, 'dreamgate.sqlite'), beside: true })
  try {
    return await read(records)
  } finally {
    await records.close()
  }
}

function everyRow({ jobs }: Records): Promise<readonly Job[]> {
  const all = { ownerId: undefined, status: undefined, model: undefined, text: undefined, cursor: undefined }
  return jobs.list({ ...all, limit: MOST_ROWS })
}

/** Beside the running gateway: is any message still to be carried? */
export async function isTelling(dataFolder: string): Promise<boolean> {
  return withRecords(dataFolder, async (records) => {
    const deliveries = await deliveriesTo(records, await everyRow(records))
    return [...deliveries.values()].flat().some(({ status }) => status === 'pending')
  })
}

const MOST_ROWS = 1_000_000

async function fileOf(records: Records, job: Job): Promise<JobFile> {
  const { id } = job
  const [asks, images, failed, ledger, audit] = await Promise.all([
    records.asks.of(id),
    records.images.of(id),
    records.images.failedOf(id),
    records.ledger.of(id),
    records.audit.of(id),
  ])
  return { job, asks, images, failed, ledger, audit }
}

async function deliveriesTo(
  { deliveries }: Records,
  jobs: readonly Job[],
): Promise<ReadonlyMap<string, readonly Delivery[]>> {
  const byJob = new Map<string, Delivery[]>()
  for (const owner of new Set(jobs.map(({ ownerId }) => ownerId))) {
    const endpointId = ownerEndpointId(owner)
    for (const delivery of await deliveries.list({ endpointId, cursor: undefined, limit: MOST_ROWS })) {
      const { jobId = '' } = delivery
      byJob.set(jobId, [delivery, ...(byJob.get(jobId) ?? [])])
    }
  }
  return byJob
}

export async function chargesOf(upstreams: Upstreams, heard: readonly Heard[]): Promise<readonly Charge[]> {
  const charges = heard.flatMap(({ intent: { number } }) =>
    upstreams
      .purchases(number)
      .map(async ({ key, pictures }) => ({ intent: number, key, pictures: await pictures() })),
  )
  return Promise.all(charges)
}
