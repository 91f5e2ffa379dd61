import type { AppContext } from './context.ts'

/**
 * For a process that is alone on its records: whatever a former process was running when it died is free at once,
 * without waiting for leases to pass. Returns how many jobs that were.
 */
export async function recover({ records, clock }: AppContext): Promise<number> {
  return records.jobs.abandon(clock.now())
}
