import { join } from 'node:path'

import type { JobStatus } from '../../src/core/job.ts'
import type { Records } from '../../src/core/ports/records.ts'
import { sqliteRecords } from '../../src/records/open-sqlite.ts'
import { entry, everyJob, newJob, plan } from '../contracts/records/samples.ts'

const AT_ONCE = 500
const PRICE = 30_000

export interface QueuedJobs {
  readonly count: number
  /** Its name in the operator's list. */
  readonly engine: string
}

/**
 * Fills a gateway's data folder with jobs that nobody has worked on yet, each as a submission leaves it. Their prompts
 * are their ids. Returns those, oldest first.
 */
export async function queueJobs(
  dataFolder: string,
  { count, engine }: QueuedJobs,
): Promise<readonly string[]> {
  const records = await sqliteRecords({ file: join(dataFolder, 'dreamgate.sqlite') })
  const ids = Array.from({ length: count }, (_, number) => `job_${String(number).padStart(8, '0')}`)
  for (let from = 0; from < count; from += AT_ONCE) {
    await records.transaction(async (inside) => {
      for (const id of ids.slice(from, from + AT_ONCE)) await queueJob(inside, id, engine)
    })
  }
  await records.close()
  return ids
}

async function queueJob({ jobs, ledger }: Records, id: string, engine: string): Promise<void> {
  const planned = plan({ engine, prompt: id, enginePrompt: id, price: PRICE })
  const now = Date.now()
  await jobs.insert(newJob(id, { bodyHash: id, plan: planned, createdAt: now }))
  await ledger.add({ ...entry(id, 'reserve', { micros: PRICE, at: now }), engine })
}

/** How many jobs a data folder has; of one status if one is named. */
export async function countJobs(dataFolder: string, status?: JobStatus): Promise<number> {
  const records = await sqliteRecords({ file: join(dataFolder, 'dreamgate.sqlite') })
  const jobs = await records.jobs.list({ ...everyJob, status, limit: 1_000_000 })
  await records.close()
  return jobs.length
}
