import type { GenerationEvent } from './wire/event.ts'
import type { UploadedFile } from './wire/file.ts'
import type { Job, JobList, JobStatus } from './wire/job.ts'
import type { ModelList } from './wire/model.ts'
import type { Plan } from './wire/plan.ts'
import type { GenerateRequest } from './wire/request.ts'
import type { Generated } from './wire/result.ts'

export interface DreamgateOptions {
  /** `https://gateway.example`; empty in a page that the gateway itself serves. */
  readonly baseUrl: string
  readonly key: string
  /** Another transport than the platform's own. */
  readonly fetch?: (request: Request) => Promise<Response>
}

export interface Asking {
  /** Stops waiting. The job goes on: only `jobs.cancel` stops it. */
  readonly signal?: AbortSignal | undefined
}

export interface Handed extends Asking {
  /** Made anew for each call unless given; the same key with the same request joins the first job. */
  readonly idempotencyKey?: string | undefined
  /** Told as soon as the gateway has the job, before anything is drawn where the answer is a stream. */
  readonly onJob?: ((jobId: string) => void) | undefined
}

export interface Following extends Asking {
  /** The number of the last event seen; 0, the default, tells all. */
  readonly after?: number | undefined
}

export interface JobFilter extends Asking {
  /** 1 to 100, 20 by default. */
  readonly limit?: number | undefined
  /** `next_cursor` of the page before. */
  readonly cursor?: string | undefined
  readonly status?: JobStatus | undefined
  readonly model?: string | undefined
  /** Text in the prompt. */
  readonly q?: string | undefined
}

/** A job that was accepted and goes on by itself. */
export interface JobHandle {
  readonly id: string
  readonly status: JobStatus
  /** Epoch seconds. */
  readonly created: number
  get(options?: Asking): Promise<Job>
  cancel(options?: Asking): Promise<Job>
  events(options?: Following): AsyncGenerator<GenerationEvent>
}

/** Everything throws DreamgateError, or the signal's reason when it was aborted. */
export interface Dreamgate {
  /** Waits for the pictures. Safe to lose the line at any time: a repeated call joins the job, and buys nothing again. */
  generate(request: GenerateRequest, options?: Handed): Promise<Generated>
  /** Tells each picture as it comes, and picks up a line that was cut. */
  stream(request: GenerateRequest, options?: Handed): AsyncGenerator<GenerationEvent>
  /** Answers as soon as the job is safely kept. */
  submit(request: GenerateRequest, options?: Handed): Promise<JobHandle>
  /** What the request would become and cost. Refused like the request itself would be. */
  plan(request: GenerateRequest, options?: Asking): Promise<Plan>
  readonly jobs: {
    get(id: string, options?: Asking): Promise<Job>
    list(filter?: JobFilter): Promise<JobList>
    cancel(id: string, options?: Asking): Promise<Job>
    events(id: string, options?: Following): AsyncGenerator<GenerationEvent>
  }
  readonly models: { list(options?: Asking): Promise<ModelList> }
  readonly files: { upload(file: Blob, options?: Asking): Promise<UploadedFile> }
}
