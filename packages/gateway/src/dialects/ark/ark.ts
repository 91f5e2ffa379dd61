import type {
  Dialect,
  JobEvent,
  JobView,
  SubmitRoute,
  WireAnswer,
  WireEvent,
} from '../../core/ports/dialect.ts'
import { acceptedJob, itemsInOrder, seconds, usageOf } from '../wire/answer.ts'
import { arkEvents } from '../wire/ark-events.ts'
import { decode } from './decode.ts'
import { encodeFault } from './fault-words.ts'

const generations: SubmitRoute = {
  kind: 'submit',
  name: 'ark.generations',
  path: '/api/v3/images/generations',
  accepts: ['json'],
  defaults: {
    model: undefined,
    fallbackModel: undefined,
    size: undefined,
    watermark: true,
    sequenceMax: undefined,
  },
  limits: {
    references: undefined,
    count: 1,
    referenceRequired: false,
    sizeRequiredFor: [],
    refusesPresence: true,
    extendPrompt: undefined,
  },
  decode,
  encode: encodePictures,
  encodeAccepted: acceptedJob,
  encodeEvent,
}

/** Ark's own route, what every native Seedream client calls. */
export const ark: Dialect = {
  name: 'ark',
  routes: [generations],
  prefixes: ['/api/v3/'],
  encodeFault,
}

function encodePictures(view: JobView): WireAnswer {
  const { job, images } = view
  const body = {
    model: job.plan.askedModel,
    created: seconds(job.createdAt),
    data: itemsInOrder(view),
    usage: usageOf(images),
  }
  return { status: 200, body }
}

function encodeEvent(event: JobEvent): readonly WireEvent[] {
  return arkEvents(event, { usage: usageOf, encodeFault })
}
