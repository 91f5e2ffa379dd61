import { z } from 'zod'

import type { WireBody } from '../../core/ports/dialect.ts'
import { drawingFields, sequenceOptions } from '../wire/drawing-fields.ts'
import { prompt, text, wholeNumber } from '../wire/field-types.ts'
import { formFields } from '../wire/form-body.ts'
import type { FormKind } from '../wire/form-body.ts'
import { jsonFields } from '../wire/json-body.ts'
import type { Fields } from '../wire/read-fields.ts'
import { customSize, sizeField } from '../wire/size.ts'
import type { Pictures } from './references.ts'

/** OpenAI's own fields and those of the resellers who sell Seedream under its paths (seeds 002 and 004). */
export const body = z.object({
  model: text(200).optional(),
  prompt,
  image: z.unknown(),
  image_url: z.unknown(),
  image_urls: z.unknown(),
  images: z.unknown(),
  mask: z.unknown(),
  n: wholeNumber(1, 6).optional(),
  num_images: wholeNumber(1, 6).optional(),
  size: sizeField(['auto', 'adaptive']).optional(),
  custom_size: customSize.optional(),
  sequential_image_generation_options: sequenceOptions,
  partial_images: wholeNumber(0, 3).optional(),
  ...drawingFields,
})

export type Body = Fields<typeof body.shape>

const FORM_KINDS: Readonly<Partial<Record<keyof typeof body.shape, FormKind>>> = {
  image: 'references',
  image_url: 'references',
  image_urls: 'references',
  images: 'references',
  mask: 'references',
  n: 'number',
  num_images: 'number',
  seed: 'number',
  guidance_scale: 'number',
  partial_images: 'number',
  timeout_seconds: 'number',
  watermark: 'boolean',
  layer_decomposition: 'boolean',
  stream: 'boolean',
  custom_size: 'json',
  sequential_image_generation_options: 'json',
  optimize_prompt_options: 'json',
  tools: 'json',
  metadata: 'json',
}

/** What was sent, alike from JSON and from a form. */
export function openBody(sent: WireBody): Pictures {
  if (sent.kind === 'json') return { fields: jsonFields(sent), files: [], bareBase64: true }
  return { fields: formFields(sent, FORM_KINDS), files: sent.files, bareBase64: false }
}
