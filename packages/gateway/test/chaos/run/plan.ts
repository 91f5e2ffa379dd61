import { POINTS } from '../gateway/crash-points.ts'
import type { Chance } from '../world/chance.ts'
import { CALM } from '../world/intents.ts'
import type { Intent } from '../world/intents.ts'
import type { Options } from './options.ts'

/** One death that is planned. */
export type Step =
  /** The next time that this point is passed. */
  | { readonly kind: 'point'; readonly point: string }
  /** The same, in the course of a start. */
  | { readonly kind: 'start'; readonly point: string }
  /** From outside, so long after it has served; before that if `whileStarting`. */
  | { readonly kind: 'moment'; readonly afterMs: number; readonly whileStarting: boolean }
  /** Power only: at this passing of whatever points there are. */
  | { readonly kind: 'write'; readonly passing: number }

/** Passed once in the life of a data folder: when it is first served from, and by the first who call. */
export const FIRST: readonly string[] = ['keys.insert', 'keys.change', 'webhooks.insert'].flatMap(pointsOf)
/** Passed at every start. */
const AT_START: readonly string[] = [...pointsOf('jobs.abandon'), ...pointsOf('blobs.sweep')]
/** Passed by nothing that happens here: housekeeping, uploads taken back, endpoints that somebody manages. */
const ELSEWHERE: readonly string[] = [
  'blobs.remove',
  'blobs.touch',
  'deliveries.hasten',
  'files.remove',
  'retention.removeDeliveries',
  'retention.removeIdempotency',
  'retention.removeImages',
  'retention.removeJobs',
  'webhooks.change',
  'webhooks.remove',
].flatMap(pointsOf)

/** What makes a seldom point be passed soon. */
const PROVOCATIONS: Readonly<Record<string, Partial<Intent>>> = {
  'jobs.change/cancel': { manner: 'polling', cancelsAfterMs: 100, mood: { ...CALM, delayMs: 1500 } },
  'jobs.change/renew': { mood: { ...CALM, delayMs: 10_500 } },
  'jobs.change/put-back': { mood: { ...CALM, refusals: 1 } },
  'jobs.change/resolve': { mood: { ...CALM, cuts: 'after drawing' } },
  'jobs.change/ask-again': { mood: { ...CALM, cuts: 'before drawing' } },
  'asks.reset': { mood: { ...CALM, refusals: 1 } },
  'files.insert': { reference: 'uploaded before' },
  'images.addFailed': { wish: { kind: 'story', most: 3 }, mood: { ...CALM, moderated: [1] } },
  'ledger.add/resolve': { mood: { ...CALM, cuts: 'after drawing' } },
  'ledger.add/loss': { mood: { ...CALM, cuts: 'after drawing' } },
  'audit.add': { mood: { ...CALM, cuts: 'before drawing' } },
  'deliveries.claim': { hasWebhook: true },
  'transaction/reopen': { mood: { ...CALM, refusals: 1 } },
  'transaction/resolve': { mood: { ...CALM, cuts: 'after drawing' } },
}

export function provocation(point: string): Partial<Intent> | undefined {
  return PROVOCATIONS[point.slice(0, point.lastIndexOf(':'))]
}

/** Every named point once among deaths at random, in any order; or those that were asked for, again and again. */
export function plan({ points, kills, powerLoss, named }: Options, die: Chance): readonly Step[] {
  const [first, ...more] = points
  if (first !== undefined) return Array.from({ length: kills }, () => at(die.among([first, ...more])))
  const apart = new Set([...FIRST, ...ELSEWHERE])
  const once = named ? POINTS.filter((point) => !apart.has(point)).map(at) : []
  return shuffled([...once, ...Array.from({ length: kills }, () => anyStep(powerLoss, die))], die)
}

function at(point: string): Step {
  return { kind: AT_START.includes(point) ? 'start' : 'point', point }
}

function anyStep(powerLoss: boolean, die: Chance): Step {
  if (powerLoss) return { kind: 'write', passing: 1 + die.below(200) }
  const whileStarting = die.oneIn(5)
  return { kind: 'moment', afterMs: die.below(whileStarting ? 500 : 900), whileStarting }
}

function pointsOf(write: string): readonly string[] {
  return [`${write}:before`, `${write}:after`]
}

function shuffled<T>(items: readonly T[], die: Chance): readonly T[] {
  const rest = [...items]
  return items.flatMap(() => rest.splice(die.below(rest.length), 1))
}
