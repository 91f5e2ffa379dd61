import { CALM } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'

/** Two pictures in one call of an upstream that gives no tickets. */
export const TICKETLESS: Partial<Intent> = {
  model: 'seedream-5-0-260128',
  wish: { kind: 'independent', count: 2 },
}
export const STORY: Partial<Intent> = { wish: { kind: 'story', most: 3 } }
export const TOLD: Partial<Intent> = { hasWebhook: true }
export const UPLOADED: Partial<Intent> = { reference: 'uploaded before' }
export const CANCELLED: Partial<Intent> = {
  manner: 'polling',
  cancelsAfterMs: 100,
  mood: { ...CALM, delayMs: 600 },
}

/** Its upstream is busy the first time. */
export const BUSY: Partial<Intent> = { mood: { ...CALM, refusals: 1 } }
export const MODERATED: Partial<Intent> = { mood: { ...CALM, moderated: [0] } }
/** Its upstream closes the connection: it has drawn, or it has not. */
export const CUT: Partial<Intent> = { mood: { ...CALM, cuts: 'after drawing' } }
export const CUT_UNDRAWN: Partial<Intent> = { mood: { ...CALM, cuts: 'before drawing' } }
