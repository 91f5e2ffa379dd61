import { z } from 'zod'

import { CANONICAL_NAMES } from '../../core/ports/dialect.ts'
import type { WireRequest } from '../../core/ports/dialect.ts'
import type { FieldNames, Output, Submission } from '../../core/request.ts'
import { deliveryOf, drawingFields, drawingOf } from '../wire/drawing-fields.ts'
import { prompt, text, wholeNumber } from '../wire/field-types.ts'
import { jsonFields } from '../wire/json-body.ts'
import { misplacedFields } from '../wire/misplaced.ts'
import { missing, told } from '../wire/problem.ts'
import { readFields } from '../wire/read-fields.ts'
import type { Fields } from '../wire/read-fields.ts'
import { isEmpty, referencesIn } from '../wire/references.ts'
import type { ReferenceRules } from '../wire/references.ts'
import { sizeField } from '../wire/size.ts'
import { strayFields } from '../wire/stray-fields.ts'
import { streamWishOf } from '../wire/stream-wish.ts'
import { waitOf } from '../wire/wait.ts'

const body = z.object({
  model: text(200).optional(),
  prompt,
  image: z.unknown(),
  size: sizeField(['adaptive']).optional(),
  num_images: wholeNumber(1, 15).optional(),
  ...drawingFields,
})

const NAMES: FieldNames = { ...CANONICAL_NAMES, count: 'num_images', sequenceMax: 'num_images' }

/** What getTextToImage, getEditImage and getEditMultiImage read differently. */
export interface ImageRules {
  readonly required: boolean
  /** May `image` be a list? */
  readonly lists: boolean
}

export function decode(wire: WireRequest, rules: ImageRules): Submission {
  const sent = jsonFields(wire.body)
  const fields = readFields(body, sent)
  const references = referencesIn('image', sent['image'], referenceRules(rules))
  const wait = waitOf(fields.value.timeout_seconds, wire.headers)
  const stream = streamWishOf({ stream: fields.value.stream, partialImages: undefined }, wire.headers, [
    'ark',
  ])
  const problems = [
    ...fields.problems,
    ...(rules.required && isEmpty(references) ? [missing('image')] : references.problems),
    ...misplacedFields(body, sent, NAMES),
    ...wait.problems,
    ...stream.problems,
  ]
  return {
    request: {
      model: fields.value.model,
      prompt: fields.value.prompt ?? '',
      references: references.value.map(({ source }) => source),
      mask: undefined,
      size: fields.value.size ?? { kind: 'default' },
      output: outputOf(fields.value),
      ...drawingOf(fields.value),
    },
    names: NAMES,
    referenceNames: references.value.map(({ name }) => name),
    delivery: deliveryOf(fields.value) ?? 'address',
    stream: stream.value,
    waitSeconds: wait.value,
    ignored: strayFields(body, sent),
    problems: told(problems),
    present: Object.keys(sent),
  }
}

function referenceRules({ lists }: ImageRules): ReferenceRules {
  return { lists, objects: false, bareBase64: false, exactTypes: false }
}

/** More than one picture is a sequence, whatever `sequential_image_generation` says (seed 000, "auto-override"). */
function outputOf(fields: Fields<typeof body.shape>): Output {
  const count = fields.num_images ?? 1
  if (count > 1) return { kind: 'sequence', max: count }
  if (fields.sequential_image_generation === 'auto') return { kind: 'sequence', max: fields.num_images }
  return { kind: 'independent', count }
}
