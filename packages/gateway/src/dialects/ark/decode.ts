import { z } from 'zod'

import { CANONICAL_NAMES } from '../../core/ports/dialect.ts'
import type { WireRequest } from '../../core/ports/dialect.ts'
import type { FieldNames, Output, Submission } from '../../core/request.ts'
import { deliveryOf, drawingFields, drawingOf, sequenceOptions } from '../wire/drawing-fields.ts'
import { prompt, text } from '../wire/field-types.ts'
import { jsonFields } from '../wire/json-body.ts'
import type { WireFields } from '../wire/json-body.ts'
import { misplacedFields } from '../wire/misplaced.ts'
import { told } from '../wire/problem.ts'
import { readFields } from '../wire/read-fields.ts'
import type { Fields, Reading } from '../wire/read-fields.ts'
import { referencesIn } from '../wire/references.ts'
import type { ReferenceRules } from '../wire/references.ts'
import { sizeField } from '../wire/size.ts'
import { strayFields } from '../wire/stray-fields.ts'
import { streamWishOf } from '../wire/stream-wish.ts'
import { waitOf } from '../wire/wait.ts'

const body = z.object({
  model: text(200),
  prompt: prompt.optional(),
  image: z.unknown(),
  size: sizeField(['auto', 'adaptive']).optional(),
  sequential_image_generation_options: sequenceOptions,
  ...drawingFields,
})

/** Only layers are made without a prompt, and only their size may be `auto`. */
const drawingBody = body.extend({ prompt, size: sizeField(['adaptive']).optional() })

/** There is no count but the length of a sequence. */
const NAMES: FieldNames = { ...CANONICAL_NAMES, count: CANONICAL_NAMES.sequenceMax }

type Body = Fields<typeof body.shape>

const RULES: ReferenceRules = { lists: true, objects: false, bareBase64: false, exactTypes: true }

export function decode(wire: WireRequest): Submission {
  const sent = jsonFields(wire.body)
  const { value: fields, problems: wrongFields } = readBody(sent)
  const references = referencesIn('image', sent['image'], RULES)
  const wait = waitOf(fields.timeout_seconds, wire.headers)
  const stream = streamWishOf({ stream: fields.stream, partialImages: undefined }, wire.headers, ['ark'])
  const problems = [
    ...wrongFields,
    ...references.problems,
    ...misplacedFields(body, sent, NAMES),
    ...wait.problems,
    ...stream.problems,
  ]
  return {
    request: {
      model: fields.model,
      prompt: fields.prompt ?? '',
      references: references.value.map(({ source }) => source),
      mask: undefined,
      size: fields.size ?? { kind: 'default' },
      output: outputOf(fields),
      ...drawingOf(fields),
    },
    names: NAMES,
    referenceNames: references.value.map(({ name }) => name),
    delivery: deliveryOf(fields) ?? 'address',
    stream: stream.value,
    waitSeconds: wait.value,
    ignored: [...strayFields(body, sent), ...withoutEffect(fields)],
    problems: told(problems),
    present: Object.keys(sent),
  }
}

function readBody(sent: WireFields): Reading<Body> {
  return sent['layer_decomposition'] === true ? readFields(body, sent) : readFields(drawingBody, sent)
}

function outputOf(fields: Body): Output {
  if (fields.sequential_image_generation !== 'auto') return { kind: 'independent', count: 1 }
  return { kind: 'sequence', max: fields.sequential_image_generation_options?.max_images ?? undefined }
}

function withoutEffect(fields: Body): readonly string[] {
  const length = fields.sequential_image_generation_options?.max_images ?? undefined
  const heard = length === undefined || fields.sequential_image_generation === 'auto'
  return heard ? [] : ['sequential_image_generation_options.max_images']
}
