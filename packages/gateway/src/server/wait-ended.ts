import { Fault } from '../core/fault.ts'
import type { Job } from '../core/job.ts'

/** The call's patience is over; the job's is not. */
export function waitEnded(job: Job, waitMs: number): Fault {
  const seconds = waitMs / 1000
  return new Fault(
    'wait_ended',
    `The job ${job.id} is not finished after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. It goes on: GET /v1/jobs/${job.id} has its pictures when they are ready; nothing is bought again.`,
  )
}
