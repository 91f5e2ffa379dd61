import type { z } from 'zod'

import type { Problem } from '../../core/fault.ts'
import type { FieldNames } from '../../core/request.ts'
import type { WireFields } from './json-body.ts'
import { seen } from './seen.ts'

/**
 * Fields of other dialects that change what is drawn. Left out in silence, the caller would pay for another picture
 * than the one asked for; so where a route does not read one, it refuses it. Any other stranger is only named.
 */
const MEANINGS = {
  image: 'references',
  image_url: 'references',
  image_urls: 'references',
  images: 'references',
  input_image: 'references',
  image_input: 'references',
  markup: 'references',
  mask: 'mask',
  size: 'size',
  custom_size: 'size',
  image_size: 'size',
  aspect_ratio: 'size',
  width: 'size',
  height: 'size',
  n: 'count',
  num_images: 'count',
  max_images: 'sequenceMax',
  sequential_image_generation_options: 'sequenceMax',
  extra_body: 'container',
} as const

type Meaning = (typeof MEANINGS)[keyof typeof MEANINGS]

export function misplacedFields(
  schema: z.ZodObject,
  fields: WireFields,
  names: FieldNames,
): readonly Problem[] {
  return Object.entries(MEANINGS).flatMap(([param, meaning]) => {
    const strange = Object.hasOwn(fields, param) && !Object.hasOwn(schema.shape, param)
    if (!strange || saysNothing(fields[param], meaning)) return []
    const message = `${param} must be left out: ${ADVICE[meaning](names)}; got ${seen(fields[param])}.`
    return [{ param, rule: 'field.misplaced', message }]
  })
}

const ADVICE: Readonly<Record<Meaning, (names: FieldNames) => string>> = {
  references: (names) => `on this route reference pictures go in ${names.references}`,
  mask: () => 'this route takes no mask, /v1/images/edits does',
  size: (names) => `on this route the size goes in ${names.size}`,
  count: (names) => `on this route the number of pictures goes in ${names.count}`,
  sequenceMax: (names) => `on this route the length of a sequence goes in ${names.sequenceMax}`,
  container: () => 'its members belong at the top level of the body',
}

/** One picture is what comes anyway, and an empty list holds no reference. */
function saysNothing(value: unknown, meaning: Meaning): boolean {
  if (Array.isArray(value) && value.length === 0) return true
  return meaning === 'count' && value === 1
}
