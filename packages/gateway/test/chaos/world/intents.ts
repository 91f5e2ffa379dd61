import { usd } from '../../../src/core/money.ts'
import type { Micros } from '../../../src/core/money.ts'
import type { Chance } from './chance.ts'

/** What one caller wants, with all that will happen to it. Its prompt is its own: purchases are counted by it. */
export interface Intent {
  readonly number: number
  readonly prompt: string
  readonly dialect: 'openai' | 'ark' | 'pixazo'
  readonly manner: 'plain' | 'polling' | 'streaming'
  readonly model: ModelName
  readonly wish: Wish
  /** How a second try is told from a second order; `none`: there is no second try. */
  readonly memory: 'idempotency-key' | 'retry-count' | 'none'
  /** Wants base64 and no addresses. */
  readonly inline: boolean
  /** A picture to be edited, and how it is sent. */
  readonly reference: 'inline' | 'uploaded before' | undefined
  readonly cancelsAfterMs: number | undefined
  readonly hasWebhook: boolean
  readonly mood: Mood
}

export type Wish =
  | { readonly kind: 'independent'; readonly count: number }
  | { readonly kind: 'story'; readonly most: number }

/** What the upstream does with it. */
export interface Mood {
  readonly delayMs: number
  /** Its first calls are answered 429. */
  readonly refusals: number
  /** Places of each call at which nothing is drawn for reasons of decency. */
  readonly moderated: readonly number[]
  /** Each call gives one picture less than it was asked for. */
  readonly isShort: boolean
  /** Closes the connection before it is all said. */
  readonly cuts: 'after drawing' | 'before drawing' | undefined
}

export const CALM: Mood = { delayMs: 0, refusals: 0, moderated: [], isShort: false, cuts: undefined }

/** Vendor prices per picture (price page, read 2026-10-08), kept here so that the judge need not believe the gateway. */
export const MODELS = {
  'seedream-4-0-250828': { engine: 'ark', price: usd(0.03), picturesPerAsk: 1 },
  'seedream-4-5-251128': { engine: 'ark', price: usd(0.04), picturesPerAsk: 1 },
  'seedream-5-0-260128': { engine: 'local', price: usd(0.035), picturesPerAsk: 2 },
} as const satisfies Record<string, Served>
export type ModelName = keyof typeof MODELS

interface Served {
  /** `ark` gives addresses and so tickets, `local` gives pictures inline and so none. */
  readonly engine: 'ark' | 'local'
  readonly price: Micros
  readonly picturesPerAsk: number
}

/** Most pictures it can come to. */
export function picturesOf({ wish }: Pick<Intent, 'wish'>): number {
  return wish.kind === 'story' ? wish.most : wish.count
}

/** Calls that its upstream may get. */
export function asksOf({ wish, model }: Pick<Intent, 'wish' | 'model'>): number {
  return wish.kind === 'story' ? 1 : Math.ceil(wish.count / MODELS[model].picturesPerAsk)
}

export const PLAIN: Omit<Intent, 'number' | 'prompt'> = {
  dialect: 'openai',
  manner: 'plain',
  model: 'seedream-4-0-250828',
  wish: { kind: 'independent', count: 1 },
  memory: 'idempotency-key',
  inline: false,
  reference: undefined,
  cancelsAfterMs: undefined,
  hasWebhook: false,
  mood: CALM,
}

export function intent(number: number, traits: Partial<Intent> = {}): Intent {
  return { ...PLAIN, ...traits, number, prompt: `#${number} a heron over a frozen lake` }
}

/** The number in a prompt; dialects may write something behind it. */
export function numberIn(prompt: string): number {
  return Number(/^#(\d+) /.exec(prompt)?.[1] ?? Number.NaN)
}

/** Someone or other of the many who call. */
export function anyIntent(number: number, die: Chance): Intent {
  const dialect = die.among(['openai', 'openai', 'ark', 'pixazo'])
  const model = die.among([
    'seedream-4-0-250828',
    'seedream-4-5-251128',
    'seedream-5-0-260128',
    'seedream-5-0-260128',
  ])
  const wish = anyWish({ dialect, model }, die)
  const edits = dialect === 'openai' && wish.kind === 'independent' && die.oneIn(5)
  const memory = die.among(['idempotency-key', 'idempotency-key', 'idempotency-key', 'retry-count', 'none'])
  return intent(number, {
    dialect,
    model,
    wish,
    memory,
    manner: die.among(['plain', 'polling', 'streaming']),
    inline: dialect !== 'pixazo' && die.oneIn(4),
    reference: edits ? die.among(['inline', 'uploaded before']) : undefined,
    cancelsAfterMs: die.oneIn(20) ? die.below(200) : undefined,
    hasWebhook: die.oneIn(3),
    mood: anyMood(die),
  })
}

function anyWish({ dialect, model }: Pick<Intent, 'dialect' | 'model'>, die: Chance): Wish {
  if (MODELS[model].engine === 'ark' && die.oneIn(4)) return { kind: 'story', most: 2 + die.below(3) }
  return { kind: 'independent', count: dialect === 'openai' && die.oneIn(3) ? 2 + die.below(2) : 1 }
}

function anyMood(die: Chance): Mood {
  return {
    delayMs: die.oneIn(20) ? 300 + die.below(700) : die.below(40),
    refusals: die.oneIn(25) ? 1 : 0,
    moderated: die.oneIn(12) ? [die.below(2)] : [],
    isShort: die.oneIn(25),
    cuts: die.oneIn(30) ? die.among(['after drawing', 'before drawing']) : undefined,
  }
}
