import { mix } from '../colour.ts'
import type { PromptFacts } from '../parse/facts.ts'
import { printable } from '../svg/text.ts'
import type { Random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { bare, cast } from './cast.ts'
import { eventRow } from './events.ts'
import { isTopic } from './topic.ts'
import {
  EVENTS,
  STYLES,
  WEATHERS,
  type Actor,
  type EventName,
  type PlaceName,
  type Plan,
  type PlanKind,
  type Weather,
} from './plan.ts'
import { placeFor, skyFor } from './setting.ts'

/** A card shows at most this much of a prompt. */
export const LONGEST_CARD = 600

/** Decides what the picture shows. `choose` settles what the prompt leaves open. */
export function planPrompt(facts: PromptFacts, choose: Random): Plan {
  const actors = festive(facts, withMark(facts, cast(facts.subjects)))
  const event = EVENTS.find((name) => facts.events.includes(name))
  const closeUp =
    facts.cameras.includes('closeup') ||
    facts.cameras.includes('fisheye') ||
    facts.parts.some(({ key }) => key === 'head')
  const table = facts.subjects.some(({ key }) => key === 'table')
  const situation = { facts, actors, closeUp, table, event }
  const place = placeFor(situation, choose)
  const kind = kindOf(facts, actors, closeUp)
  const present = actors.filter(({ figure }) => !(SHOWN_BY_PLACE[place] ?? []).includes(figure.key))
  return {
    kind,
    actors: present.length > 0 ? present : actors,
    place,
    sky: skyFor(facts, event),
    weather: weatherFor(facts, actors, event),
    clouds: facts.scenery.includes('clouds'),
    table,
    styles: STYLES.filter((style) => facts.styles.includes(style)),
    fisheye: facts.cameras.includes('fisheye'),
    bokeh: facts.cameras.includes('bokeh'),
    headOnly: facts.parts.some(({ key }) => key === 'head'),
    eyes: facts.parts.find(({ key }) => key === 'eye')?.colour,
    tone: facts.backgroundColour ?? paleTone(facts),
    palette: facts.palette.slice(0, 6),
    lettering: facts.quotes,
    poster: facts.styles.includes('poster'),
    event,
    topic: facts.shapes[0] ?? topicOf(facts),
    caption: undefined,
    words: printable(facts.text).slice(0, LONGEST_CARD),
  }
}

function kindOf(facts: PromptFacts, actors: readonly Actor[], closeUp: boolean): PlanKind {
  if (facts.styles.includes('infographic')) return topicOf(facts) === undefined ? 'card' : 'infographic'
  if (facts.unknownOpening !== undefined) return 'card'
  if (actors.length === 0) return emptyKind(facts)
  if (facts.styles.includes('logo')) return 'emblem'
  return closeUp && isSingleFace(actors) ? 'portrait' : 'scene'
}

/** A logo for a bakery shows a croissant, when the prompt names nothing else. */
function withMark({ styles, trades }: PromptFacts, actors: Actor[]): Actor[] {
  const mark = CONCEPTS.get(trades[0] ?? '')?.mark
  if (actors.length > 0 || mark === undefined || !styles.includes('logo')) return actors
  return [{ figure: bare(mark), holds: undefined, plays: undefined, rides: undefined }]
}

/** At Christmas a tree is a Christmas tree. */
function festive({ events }: PromptFacts, actors: Actor[]): Actor[] {
  if (!events.includes('christmas')) return actors
  return actors.map((actor) =>
    actor.figure.key === 'tree' ? { ...actor, figure: { ...actor.figure, key: 'christmastree' } } : actor,
  )
}

/** Things a place has anyway. */
const SHOWN_BY_PLACE: Partial<Record<PlaceName, readonly string[]>> = {
  classroom: ['blackboard'],
  library: ['bookshelf'],
  room: ['window'],
  bedroom: ['window'],
  cafe: ['window'],
  underwater: ['coral'],
  beach: ['palm'],
}

/** The weather the prompt names, or what belongs to its occasion; a snowman stands in snow. */
function weatherFor(
  { weather }: PromptFacts,
  actors: readonly Actor[],
  event: EventName | undefined,
): Weather[] {
  const own = event && eventRow(event).weather
  const snowman =
    weather.length === 0 && actors.length > 1 && actors.some(({ figure }) => figure.key === 'snowman')
  const told = new Set<string>(weather)
  if (told.has('leaves')) told.add('autumn')
  if (told.has('storm')) told.add('rain')
  return WEATHERS.filter((kind) => told.has(kind) || own === kind || (snowman && kind === 'snow'))
}

const WITH_FACES = new Set(['animal', 'person', 'role', 'being'])

function isSingleFace(actors: readonly Actor[]): boolean {
  const [only, ...others] = actors
  if (!only || others.length > 0 || only.figure.count > 1 || only.rides) return false
  return WITH_FACES.has(CONCEPTS.get(only.figure.key)?.category ?? '')
}

/** Without a subject: shapes, lettering on a place, the place itself, or the prompt on a card. */
function emptyKind(facts: PromptFacts): PlanKind {
  if (facts.events.length > 0) return 'scene'
  if (facts.topics.includes('abstract') || facts.shapes.length > 0) return 'abstract'
  if (facts.styles.includes('logo') && facts.quotes.length > 0) return 'emblem'
  const setting = [facts.places, facts.times, facts.weather, facts.scenery, facts.quotes]
  return setting.some((named) => named.length > 0) ? 'scene' : 'card'
}

function topicOf(facts: PromptFacts): string | undefined {
  const named = [...facts.topics, ...facts.subjects.map(({ key }) => key)]
  return named.find(isTopic) ?? (facts.subjects.length >= 3 ? 'named' : undefined)
}

/** A room painted in a hint of the first colour named, unless that colour belongs to something. */
function paleTone(facts: PromptFacts): string | undefined {
  const owned = new Set(facts.subjects.flatMap(({ colour, garment }) => [colour, garment]))
  const free = facts.palette.find((colour) => !owned.has(colour))
  return free === undefined ? undefined : mix(free, '#ffffff', 0.55)
}
