import { CONCEPTS, isSubject } from '../words/concept.ts'
import { LOOKS, type LookName } from './looks.ts'
import {
  ACCESSORIES,
  EVENTS,
  PLACES,
  PLAN_KINDS,
  POSES,
  SKIES,
  STYLES,
  WEATHERS,
  type Actor,
  type Figure,
  type Plan,
} from './plan.ts'
import type { Seeds } from './seeds.ts'
import { isTopic } from './topic.ts'

/** Everything needed to draw a picture again, or to draw it changed. */
export interface Recipe {
  readonly plan: Plan
  readonly seeds: Seeds
  /** Changes to the picture as a whole, in order. */
  readonly looks: readonly LookName[]
}

const FORMAT = 1
const LONGEST = 24_000

export function writeRecipe(recipe: Recipe): string {
  return JSON.stringify({ sketch: FORMAT, ...recipe })
}

/**
 * A recipe from outside, field by field: names from the allow-lists, colours as #rrggbb, text capped.
 * Undefined for anything else; what it does not name is dropped.
 */
export function readRecipe(text: string | undefined): Recipe | undefined {
  if (text === undefined || text.length > LONGEST) return undefined
  try {
    const row = object(JSON.parse(text))
    if (row['sketch'] !== FORMAT) return undefined
    const seeds = object(row['seeds'])
    return {
      plan: planOf(object(row['plan'])),
      seeds: { scene: seed(seeds['scene']), cast: seed(seeds['cast']) },
      looks: list(row['looks'], 12, (look) => oneOf(LOOKS, look)),
    }
  } catch {
    return undefined
  }
}

type Row = Readonly<Record<string, unknown>>

function planOf(row: Row): Plan {
  return {
    kind: oneOf(PLAN_KINDS, row['kind']),
    actors: list(row['actors'], 8, (actor) => actorOf(object(actor))),
    place: oneOf(PLACES, row['place']),
    sky: oneOf(SKIES, row['sky']),
    weather: list(row['weather'], WEATHERS.length, (weather) => oneOf(WEATHERS, weather)),
    clouds: flag(row['clouds']),
    table: flag(row['table']),
    styles: list(row['styles'], STYLES.length, (style) => oneOf(STYLES, style)),
    fisheye: flag(row['fisheye']),
    bokeh: flag(row['bokeh']),
    headOnly: flag(row['headOnly']),
    eyes: optional(row['eyes'], colour),
    tone: optional(row['tone'], colour),
    palette: list(row['palette'], 6, colour),
    lettering: list(row['lettering'], 4, (words) => phrase(words, 60)),
    poster: flag(row['poster']),
    event: optional(row['event'], (event) => oneOf(EVENTS, event)),
    topic: optional(row['topic'], topic),
    caption: optional(row['caption'], (words) => phrase(words, 60)),
    words: phrase(row['words'], 600),
  }
}

function actorOf(row: Row): Actor {
  const figure = (value: unknown): Figure => figureOf(object(value))
  return {
    figure: figure(row['figure']),
    holds: optional(row['holds'], figure),
    plays: optional(row['plays'], figure),
    rides: optional(row['rides'], figure),
  }
}

function figureOf(row: Row): Figure {
  return {
    key: subject(row['key']),
    count: whole(row['count'], 12),
    colour: optional(row['colour'], colour),
    role: optional(row['role'], role),
    pose: optional(row['pose'], (pose) => oneOf(POSES, pose)),
    garment: optional(row['garment'], colour),
    hat: flag(row['hat']),
    scarf: optional(row['scarf'], colour),
    ...wearing(row['accessories']),
  }
}

/** Left out when there are none, as in a recipe that was just written. */
function wearing(value: unknown): Pick<Figure, 'accessories'> {
  const accessories = list(value ?? [], ACCESSORIES.length, (worn) => oneOf(ACCESSORIES, worn))
  return accessories.length === 0 ? {} : { accessories }
}

function object(value: unknown): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return value as Row
}

function list<T>(value: unknown, most: number, item: (value: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length > most) throw new Error('not a short list')
  return value.map((entry) => item(entry))
}

function optional<T>(value: unknown, check: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : check(value)
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T {
  const found = allowed.find((name) => name === value)
  if (found === undefined) throw new Error('not on the list')
  return found
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error('not a flag')
  return value
}

function whole(value: unknown, most: number): number {
  if (!Number.isInteger(value) || Number(value) < 1 || Number(value) > most)
    throw new Error('not a small number')
  return Number(value)
}

function phrase(value: unknown, longest: number): string {
  if (typeof value !== 'string' || value.length > longest) throw new Error('not a short text')
  return value
}

function colour(value: unknown): string {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/.test(value)) throw new Error('not a colour')
  return value
}

function seed(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{32}$/.test(value)) throw new Error('not a seed')
  return value
}

function subject(value: unknown): string {
  const concept = typeof value === 'string' ? CONCEPTS.get(value) : undefined
  if (!concept || !isSubject(concept.category)) throw new Error('not a subject')
  return concept.key
}

function role(value: unknown): string {
  const concept = typeof value === 'string' ? CONCEPTS.get(value) : undefined
  if (concept?.category !== 'role') throw new Error('not a role')
  return concept.key
}

function topic(value: unknown): string {
  const known =
    typeof value === 'string' &&
    (isTopic(value) || value === 'named' || CONCEPTS.get(value)?.category === 'shape')
  if (!known) throw new Error('not a topic')
  return value
}
