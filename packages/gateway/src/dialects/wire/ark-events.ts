import type { JsonObject } from '../../core/json.ts'
import type { Dialect, DeliveredImage, JobEvent, JobView, WireEvent } from '../../core/ports/dialect.ts'
import { itemError, pictureItem, seconds } from './answer.ts'

/** What the dialects that stream in Ark's vocabulary say differently. */
export interface ArkEventWords {
  readonly usage: (images: readonly DeliveredImage[]) => JsonObject
  readonly encodeFault: Dialect['encodeFault']
}

/** Ark's vocabulary: an event per picture as it comes, one per failure, and `completed` with the usage at the end. */
export function arkEvents(event: JobEvent, words: ArkEventWords): readonly WireEvent[] {
  switch (event.kind) {
    case 'preview':
      return []
    case 'image':
      return [partialSucceeded(event.view, event.image)]
    case 'item-failed':
      return event.view.omitFailed ? [] : [partialFailed(event)]
    case 'finished':
      return [completed(event.view, words)]
    case 'fault':
      return [faultEvent(event, words.encodeFault)]
  }
}

/** A stream that failed as a whole ends with the fault as this dialect writes it. */
export function faultEvent(
  event: Extract<JobEvent, { kind: 'fault' }>,
  encodeFault: Dialect['encodeFault'],
): WireEvent {
  return { event: 'error', data: encodeFault(event.fault, event.context).body }
}

function partialSucceeded(view: JobView, image: DeliveredImage): WireEvent {
  return arkEvent('partial_succeeded', view, {
    created: seconds(image.createdAt),
    image_index: image.index,
    ...pictureItem(view, image),
  })
}

/** The official OpenAI SDKs abort a stream at any top-level `error`, hence the other name for their sake. */
function partialFailed({ view, item }: Extract<JobEvent, { kind: 'item-failed' }>): WireEvent {
  return arkEvent('partial_failed', view, {
    created: seconds(item.createdAt),
    image_index: item.index,
    [view.shyOfErrors ? 'item_error' : 'error']: itemError(item),
  })
}

function completed(view: JobView, words: ArkEventWords): WireEvent {
  const created = seconds(view.job.finishedAt ?? view.job.updatedAt)
  return arkEvent('completed', view, { created, usage: words.usage(view.images) })
}

function arkEvent(name: string, view: JobView, rest: JsonObject): WireEvent {
  const type = `image_generation.${name}`
  return { event: type, data: { type, model: view.job.plan.askedModel, ...rest } }
}
