import type { JsonObject } from '../../core/json.ts'
import type { DeliveredImage, JobView, WireAnswer } from '../../core/ports/dialect.ts'
import { itemsInOrder, seconds, usageOf } from '../wire/answer.ts'

export function encodePictures(view: JobView): WireAnswer {
  const { job, images } = view
  const body = {
    model: job.plan.askedModel,
    created: seconds(job.createdAt),
    data: itemsInOrder(view),
    usage: usageWithInput(images),
  }
  return { status: 200, body }
}

/** OpenAI's usage always says what went in. Here that is free, and so 0. */
export function usageWithInput(images: readonly DeliveredImage[]): JsonObject {
  return { ...usageOf(images), input_tokens: 0 }
}
