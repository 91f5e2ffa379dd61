import type { Dreamgate, Job } from '@dreamgate/client'

/** Tells a job anew at each of its events, and once more at its end. */
export async function followJob(
  { jobs }: Pick<Dreamgate, 'jobs'>,
  id: string,
  { signal, onJob }: { readonly signal: AbortSignal; readonly onJob: (job: Job) => void },
): Promise<void> {
  try {
    for await (const _ of jobs.events(id, { signal })) onJob(await jobs.get(id, { signal }))
  } catch {
    // The stream throws what the job ended with. The job itself says that too, and asking for it says what is wrong with the line.
  }
  if (!signal.aborted) onJob(await jobs.get(id, { signal }))
}
