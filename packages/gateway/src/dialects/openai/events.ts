import type { MediaType } from '../../core/image.ts'
import type { JsonObject } from '../../core/json.ts'
import { inlinePicture } from '../../core/ports/dialect.ts'
import type { DeliveredImage, JobEvent, JobView, WireEvent } from '../../core/ports/dialect.ts'
import type { StreamWish } from '../../core/request.ts'
import { itemError, seconds } from '../wire/answer.ts'
import { arkEvents, faultEvent } from '../wire/ark-events.ts'
import { usageWithInput } from './answers.ts'
import { encodeFault } from './fault-words.ts'

export function encodeEvent(event: JobEvent, stream: StreamWish): readonly WireEvent[] {
  if (stream.vocabulary === 'ark') return arkEvents(event, { usage: usageWithInput, encodeFault })
  return openaiEvents(event, stream)
}

/**
 * OpenAI's vocabulary: previews, then one `completed` per picture with the picture in it. The end of the job has no
 * event of its own, `completed` means a picture here.
 */
function openaiEvents(event: JobEvent, stream: StreamWish): readonly WireEvent[] {
  switch (event.kind) {
    case 'preview':
      return event.number < stream.previews ? [partialImage(event)] : []
    case 'image':
      return [completed(event.view, event.image)]
    case 'item-failed':
      return event.view.omitFailed ? [] : [failed(event)]
    case 'finished':
      return []
    case 'fault':
      return [faultEvent(event, encodeFault)]
  }
}

function partialImage(event: Extract<JobEvent, { kind: 'preview' }>): WireEvent {
  const { job } = event.view
  return openaiEvent('partial_image', event.view, {
    b64_json: event.base64,
    created_at: seconds(job.createdAt),
    ...looks(event.view, `${job.plan.size.width}x${job.plan.size.height}`),
    output_format: event.format,
    partial_image_index: event.number,
  })
}

function completed(view: JobView, image: DeliveredImage): WireEvent {
  return openaiEvent('completed', view, {
    b64_json: inlinePicture(image),
    created_at: seconds(image.createdAt),
    ...looks(view, `${image.width}x${image.height}`),
    output_format: formatOf(image.mediaType),
    usage: { ...usageWithInput([image]), input_tokens_details: { text_tokens: 0, image_tokens: 0 } },
  })
}

/** OpenAI has no word for one failed picture of several, and its SDKs abort at any top-level `error`. */
function failed({ view, item }: Extract<JobEvent, { kind: 'item-failed' }>): WireEvent {
  return openaiEvent('failed', view, {
    created_at: seconds(item.createdAt),
    image_index: item.index,
    item_error: itemError(item),
  })
}

function looks(view: JobView, size: string): JsonObject {
  return { size, quality: 'auto', background: view.job.plan.background ?? 'auto' }
}

function formatOf(mediaType: MediaType): string {
  return mediaType.slice('image/'.length)
}

function openaiEvent(name: string, view: JobView, rest: JsonObject): WireEvent {
  const type = `${view.job.route === 'openai.edits' ? 'image_edit' : 'image_generation'}.${name}`
  return { event: type, data: { type, ...rest } }
}
