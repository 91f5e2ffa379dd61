import { Fault } from '../../../src/core/fault.ts'
import type { FaultCode, FaultOptions } from '../../../src/core/fault.ts'
import type { JobEvent } from '../../../src/core/ports/dialect.ts'
import { viewOf } from './told-job.ts'
import type { ToldJob } from './told-job.ts'

/** A job event in as few words as a golden file needs; `index` names a picture or a failure of the job. */
export type ToldEvent = { readonly job: ToldJob } & (
  | { readonly kind: 'preview'; readonly index: number; readonly number: number }
  | { readonly kind: 'image' | 'item-failed'; readonly index: number }
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'fault'
      readonly code: FaultCode
      readonly message: string
      readonly options?: FaultOptions
    }
)

export function eventOf(told: ToldEvent, route: string): JobEvent {
  const view = viewOf(told.job, route)
  switch (told.kind) {
    case 'preview':
      return { ...told, view, base64: 'aGVyb24=', format: 'jpeg' }
    case 'image':
      return { kind: 'image', view, image: at(view.images, told.index) }
    case 'item-failed':
      return { kind: 'item-failed', view, item: at(view.failed, told.index) }
    case 'finished':
      return { kind: 'finished', view }
    case 'fault': {
      const fault = new Fault(told.code, told.message, told.options)
      return { kind: 'fault', fault, context: { requestId: 'req_01', jobId: view.job.id } }
    }
  }
}

function at<Item extends { readonly index: number }>(items: readonly Item[], index: number): Item {
  const item = items.find((each) => each.index === index)
  if (item === undefined) throw new Error(`the job has nothing at ${index}`)
  return item
}
