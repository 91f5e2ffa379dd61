import { CANONICAL_NAMES } from '../../core/ports/dialect.ts'
import type { WireRequest } from '../../core/ports/dialect.ts'
import type { Delivery, FieldNames, StreamWish, Submission } from '../../core/request.ts'
import { deliveryOf, drawingOf } from '../wire/drawing-fields.ts'
import { misplacedFields } from '../wire/misplaced.ts'
import { missing, told } from '../wire/problem.ts'
import { readFields } from '../wire/read-fields.ts'
import { isEmpty } from '../wire/references.ts'
import { strayFields } from '../wire/stray-fields.ts'
import { streamWishOf } from '../wire/stream-wish.ts'
import { waitOf } from '../wire/wait.ts'
import { body, openBody } from './body.ts'
import type { Body } from './body.ts'
import { countName, countProblems, outputOf, sequenceLength, sizeOf, sizeProblems } from './counts.ts'
import { firstSpelling, readMask, readReferences } from './references.ts'
import type { Pictures } from './references.ts'

export function decode(wire: WireRequest, rules: { readonly referenceRequired: boolean }): Submission {
  const sent = openBody(wire.body)
  const { value: fields, problems: wrongFields } = readFields(body, sent.fields)
  const references = readReferences(sent)
  const mask = readMask(sent)
  const wait = waitOf(fields.timeout_seconds, wire.headers)
  const stream = readStream(fields, wire)
  const names = namesOf(fields, sent)
  const problems = [
    ...wrongFields,
    ...(rules.referenceRequired && isEmpty(references) ? [missing('image')] : references.problems),
    ...mask.problems,
    ...countProblems(fields),
    ...sizeProblems(fields, sent.fields['size']),
    ...misplacedFields(body, sent.fields, names),
    ...wait.problems,
    ...stream.problems,
  ]
  return {
    request: {
      model: fields.model,
      prompt: fields.prompt ?? '',
      references: references.value.map(({ source }) => source),
      mask: mask.value,
      size: sizeOf(fields),
      output: outputOf(fields),
      ...drawingOf(fields),
    },
    names,
    referenceNames: references.value.map(({ name }) => name),
    delivery: deliveryOf(fields) ?? usualDelivery(fields.model),
    stream: stream.value,
    waitSeconds: wait.value,
    ignored: [...strayFields(body, sent.fields), ...withoutEffect(fields, stream.value)],
    problems: told(problems),
    present: [...new Set([...Object.keys(sent.fields), ...sent.files.map(({ name }) => name)])],
  }
}

function readStream(fields: Body, wire: WireRequest) {
  const wish = { stream: fields.stream, partialImages: fields.partial_images }
  return streamWishOf(wish, wire.headers, ['ark', 'openai'])
}

function namesOf(fields: Body, sent: Pictures): FieldNames {
  const count = countName(fields)
  const counted = fields.n ?? fields.num_images
  return {
    ...CANONICAL_NAMES,
    references: firstSpelling(sent),
    size: fields.custom_size === undefined ? 'size' : 'custom_size',
    count,
    sequenceMax:
      sequenceLength(fields) === undefined && counted !== undefined ? count : CANONICAL_NAMES.sequenceMax,
  }
}

/** Who asks by a name of OpenAI's GPT image models expects what they do: bytes. */
function usualDelivery(model: string | undefined): Delivery {
  return model?.startsWith('gpt-image-') === true ? 'inline' : 'address'
}

/** Fields that say something only beside another one. */
function withoutEffect(fields: Body, stream: StreamWish | undefined): readonly string[] {
  const previews = fields.partial_images !== undefined && stream?.vocabulary !== 'openai'
  const length = sequenceLength(fields) !== undefined && fields.sequential_image_generation !== 'auto'
  return [
    ...(previews ? ['partial_images'] : []),
    ...(length ? ['sequential_image_generation_options.max_images'] : []),
  ]
}
