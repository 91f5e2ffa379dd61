import type { Job } from '@dreamgate/client'

/** Both lists as one, newest first; of a job told twice the later telling counts. */
export function mergeJobs(known: readonly Job[], told: readonly Job[]): readonly Job[] {
  const byId = new Map([...known, ...told].map((job) => [job.id, job]))
  return [...byId.values()].sort(
    (one, other) => other.created_at - one.created_at || (other.id > one.id ? 1 : -1),
  )
}
