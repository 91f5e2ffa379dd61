import type { Dialect, JobEvent, RouteLimits, SubmitRoute, WireEvent } from '../../core/ports/dialect.ts'
import { usageOf } from '../wire/answer.ts'
import { arkEvents } from '../wire/ark-events.ts'
import { encodeAccepted, encodePictures } from './answers.ts'
import { decode } from './decode.ts'
import { encodeFault } from './fault-words.ts'
import { poll } from './poll.ts'
import { askForVariations } from './variations.ts'

const answers = {
  kind: 'submit',
  accepts: ['json'],
  encode: encodePictures,
  encodeAccepted,
  encodeEvent,
} as const

const LIMITS: RouteLimits = {
  references: undefined,
  count: 1,
  referenceRequired: false,
  sizeRequiredFor: [],
  refusesPresence: false,
  extendPrompt: askForVariations,
}

/** Seed 003. */
const textToImage: SubmitRoute = {
  ...answers,
  name: 'pixazo.text',
  path: '/byteplus/v1/getTextToImage',
  defaults: {
    model: 'seedream-3-0-t2i-250415',
    fallbackModel: 'seedream-4-0-250828',
    size: '1024x1024',
    watermark: false,
    sequenceMax: 4,
  },
  limits: LIMITS,
  decode: (wire) => decode(wire, { required: false, lists: true }),
}

/** Seed 001. */
const edit: SubmitRoute = {
  ...answers,
  name: 'pixazo.edit',
  path: '/byteplus/v1/getEditImage',
  defaults: {
    model: 'seededit-3-0-i2i-250628',
    fallbackModel: 'seedream-4-0-250828',
    size: 'adaptive',
    watermark: false,
    sequenceMax: 4,
  },
  limits: {
    ...LIMITS,
    references: 1,
    referenceRequired: true,
    sizeRequiredFor: ['seedream-4-5-251128'],
  },
  decode: (wire) => decode(wire, { required: true, lists: false }),
}

/** Seed 000. Without `image` it is text to image. */
const editMultiple: SubmitRoute = {
  ...answers,
  name: 'pixazo.multi',
  path: '/byteplus/v1/getEditMultiImage',
  defaults: {
    model: 'seedream-4-0-250828',
    fallbackModel: undefined,
    size: '1024x1024',
    watermark: false,
    sequenceMax: 4,
  },
  limits: { ...LIMITS, references: 10 },
  decode: (wire) => decode(wire, { required: false, lists: true }),
}

/** Pixazo (S1, S2, S3): three verbs and one polling route. */
export const pixazo: Dialect = {
  name: 'pixazo',
  routes: [textToImage, edit, editMultiple, poll],
  prefixes: ['/byteplus/', '/ai-model-api-polling/'],
  encodeFault,
}

function encodeEvent(event: JobEvent): readonly WireEvent[] {
  return arkEvents(event, { usage: usageOf, encodeFault })
}
