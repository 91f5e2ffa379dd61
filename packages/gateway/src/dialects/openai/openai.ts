import type { Dialect, RouteDefaults, RouteLimits, SubmitRoute } from '../../core/ports/dialect.ts'
import { acceptedJob } from '../wire/answer.ts'
import { encodePictures } from './answers.ts'
import { decode } from './decode.ts'
import { encodeEvent } from './events.ts'
import { encodeFault } from './fault-words.ts'

const answers = {
  kind: 'submit',
  accepts: ['json', 'form'],
  encode: encodePictures,
  encodeAccepted: acceptedJob,
  encodeEvent,
} as const

const DEFAULTS: RouteDefaults = {
  model: 'seedream-5-0-260128',
  fallbackModel: undefined,
  size: undefined,
  watermark: false,
  sequenceMax: 4,
}

const LIMITS: RouteLimits = {
  references: 10,
  count: 6,
  referenceRequired: false,
  sizeRequiredFor: [],
  refusesPresence: false,
  extendPrompt: undefined,
}

/** Becomes an edit when a reference is present: the only endpoint of seed 002, one of two in seed 004. */
const generations: SubmitRoute = {
  ...answers,
  name: 'openai.generations',
  path: '/v1/images/generations',
  defaults: DEFAULTS,
  limits: LIMITS,
  decode: (wire) => decode(wire, { referenceRequired: false }),
}

const edits: SubmitRoute = {
  ...answers,
  name: 'openai.edits',
  path: '/v1/images/edits',
  defaults: DEFAULTS,
  limits: { ...LIMITS, referenceRequired: true },
  decode: (wire) => decode(wire, { referenceRequired: true }),
}

/** OpenAI Images and the resellers who sell Seedream under its paths (S4, S5). */
export const openai: Dialect = {
  name: 'openai',
  routes: [generations, edits],
  prefixes: ['/v1/'],
  encodeFault,
}
