import { z } from 'zod'

import type { Delivery, Request } from '../../core/request.ts'
import { anyNumber, anyWholeNumber, metadata, oneOf, text, trueOrFalse, wholeNumber } from './field-types.ts'
import type { Fields } from './read-fields.ts'

/** The fields that every dialect spells alike. What a model makes of them is its row's matter. */
export const drawingFields = {
  sequential_image_generation: oneOf(['disabled', 'auto']).optional(),
  response_format: oneOf(['url', 'b64_json']).optional(),
  output_format: oneOf(['jpeg', 'png']).optional(),
  watermark: trueOrFalse.optional(),
  seed: anyWholeNumber.optional(),
  guidance_scale: anyNumber.optional(),
  background: oneOf(['auto', 'opaque', 'transparent']).optional(),
  layer_decomposition: trueOrFalse.optional(),
  tools: z
    .array(z.object({ type: oneOf(['web_search']) }, { error: '{"type": "web_search"}' }), {
      error: 'an array such as [{"type": "web_search"}]',
    })
    .optional(),
  optimize_prompt_options: z
    .object(
      { mode: oneOf(['standard', 'fast']).nullish() },
      { error: 'an object such as {"mode": "standard"}' },
    )
    .optional(),
  stream: trueOrFalse.optional(),
  timeout_seconds: wholeNumber(1, 3600).optional(),
  user: text(1000).optional(),
  metadata: metadata.optional(),
}

/** For the dialects whose callers say with it how long a sequence may be. */
export const sequenceOptions = z
  .object({ max_images: wholeNumber(1, 15).nullish() }, { error: 'an object such as {"max_images": 4}' })
  .optional()

export type DrawingFields = Fields<typeof drawingFields>

type Drawing = Omit<Request, 'model' | 'prompt' | 'references' | 'mask' | 'size' | 'output'>

/** Seed -1 is the documented spelling of "no seed", so it is not one. */
export function drawingOf(fields: DrawingFields): Drawing {
  return {
    seed: fields.seed === -1 ? undefined : fields.seed,
    guidanceScale: fields.guidance_scale,
    watermark: fields.watermark,
    format: fields.output_format,
    background: fields.background,
    layers: fields.layer_decomposition ?? false,
    webSearch: (fields.tools ?? []).length > 0,
    promptMode: fields.optimize_prompt_options?.mode ?? undefined,
    user: fields.user,
    metadata: fields.metadata,
  }
}

export function deliveryOf(fields: DrawingFields): Delivery | undefined {
  if (fields.response_format === undefined) return undefined
  return fields.response_format === 'b64_json' ? 'inline' : 'address'
}
