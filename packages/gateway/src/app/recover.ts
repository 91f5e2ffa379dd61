import type { AppContext } from './context.ts'
import { update } from './lease.ts'

const BATCH = 10_000

/**
 * For a process that is alone on its records: whatever a former process was running when it died is free at once,
 * without waiting for leases to pass. Returns how many jobs were picked up.
 */
export async function recover(context: AppContext): Promise<number> {
  const ids = await context.records.jobs.due(Number.MAX_SAFE_INTEGER, BATCH)
  for (const id of ids) {
    const job = await context.records.jobs.find(id)
    if (job?.status === 'running') await update(context, id, { leaseUntil: 0 })
  }
  return ids.length
}
