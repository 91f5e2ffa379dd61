export { dreamgate } from './dreamgate.ts'
export type { Asking, Dreamgate, DreamgateOptions, Following, Handed, JobFilter, JobHandle } from './api.ts'
export { DreamgateError } from './dreamgate-error.ts'
export type { Problem } from './dreamgate-error.ts'
export type { GenerationEvent, ImageEvent, ItemFailedEvent, CompletedEvent } from './wire/event.ts'
export type { UploadedFile } from './wire/file.ts'
export type {
  Job,
  JobFailure,
  JobImage,
  JobList,
  JobReference,
  JobStatus,
  PlannedRequest,
} from './wire/job.ts'
export type { Model, ModelList, ModelPrice, ModelSizes, Range } from './wire/model.ts'
export type { Plan } from './wire/plan.ts'
export type { GenerateRequest, Reference } from './wire/request.ts'
export type { FailedItem, Generated, ItemError, Picture, Usage } from './wire/result.ts'
