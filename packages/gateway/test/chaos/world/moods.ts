import type { Behaviour } from '../../upstream/behaviour.ts'
import { MODELS, picturesOf } from './intents.ts'
import type { Intent } from './intents.ts'

const BUSY: Behaviour = {
  kind: 'refuse',
  status: 429,
  code: 'RateLimitExceeded',
  message: 'Too many at once.',
}
const INDECENT = { ark: 'OutputImageSensitiveContentDetected', local: 'moderation_blocked' }

/** What the upstream does with the `call`-th call for this intent, from 0. */
export function behaviourFor(intent: Intent, call: number): Behaviour {
  const { mood, model } = intent
  if (call < mood.refusals) return BUSY
  const { engine, picturesPerAsk } = MODELS[model]
  const isStory = intent.wish.kind === 'story'
  if (mood.cuts === 'before drawing') return { kind: 'reset', bought: false }
  if (mood.cuts === 'after drawing' && !isStory) return { kind: 'reset', bought: true }
  const asked = isStory ? picturesOf(intent) : picturesPerAsk
  return {
    kind: 'draw',
    delayMs: mood.delayMs,
    failures: Object.fromEntries(mood.moderated.map((place) => [place, INDECENT[engine]])),
    ...(mood.isShort && asked > 1 ? { pictures: asked - 1 } : {}),
    ...(mood.cuts === 'after drawing' ? { cutAfter: 1 } : {}),
  }
}
