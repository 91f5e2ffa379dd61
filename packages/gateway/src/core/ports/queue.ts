/** Hands jobs to workers. Carries ids only: the job row decides what happens. */
export interface JobQueue {
  /** Call after the transaction that made the job due has committed. */
  enqueue(jobId: string): void
  /**
   * Start working. `handler` is called with a job id; it may be called twice for one job and must look at the row.
   * Due and abandoned jobs found in the records are picked up too, from the first moment.
   */
  work(handler: (jobId: string, signal: AbortSignal) => Promise<void>): void
  /** Abort the handler that runs this job, if one does here. */
  cancel(jobId: string): void
  /** Take no more; resolves when running handlers have ended. */
  drain(): Promise<void>
}
