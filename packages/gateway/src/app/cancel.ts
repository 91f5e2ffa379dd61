import { Fault } from '../core/fault.ts'
import { isFinished } from '../core/job.ts'
import type { Job } from '../core/job.ts'
import type { AppContext } from './context.ts'
import { finish } from './finish.ts'
import { update } from './lease.ts'

/**
 * Stops an unfinished job. Queued or waiting: it ends now. Running: its worker is told to stop, and what was
 * delivered before is kept and charged. Fault: conflict when it had finished already.
 */
export async function cancel(context: AppContext, job: Job): Promise<Job> {
  if (isFinished(job)) throw tooLate(job)
  const marked = await update(context, job.id, { cancelRequested: true })
  if (marked === undefined) throw tooLate((await context.records.jobs.find(job.id)) ?? job)
  await finish(context, marked, { by: 'caller', ends: [], warnings: marked.warnings })
  context.queue.cancel(job.id)
  context.followers.notify(job.id, { kind: 'changed' })
  return (await context.records.jobs.find(job.id)) ?? marked
}

function tooLate(job: Job): Fault {
  const hint = job.status === 'unknown' ? `; POST /v1/jobs/${job.id}/resolve ends the doubt about it` : ''
  return new Fault(
    'conflict',
    `The job ${job.id} is already ${job.status}; it can no longer be cancelled${hint}.`,
  )
}
