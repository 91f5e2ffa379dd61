import type { PromptFacts } from '../parse/facts.ts'
import type { Random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { PLACES, SKIES, type Actor, type PlaceName, type Sky } from './plan.ts'

/** What decides where a picture plays. */
export interface Situation {
  readonly facts: PromptFacts
  readonly actors: readonly Actor[]
  readonly closeUp: boolean
  readonly table: boolean
}

const OPEN_COUNTRY: readonly [PlaceName, ...PlaceName[]] = ['meadow', 'mountain', 'lake']

/** The place the prompt names, or the likeliest one for what it shows. */
export function placeFor(situation: Situation, choose: Random): PlaceName {
  const { facts, table } = situation
  if (facts.places.includes('rooftop')) return 'rooftop'
  const named = facts.places.filter(isPlace)
  const place = named.find((name) => name !== 'meadow') ?? named[0]
  if (place !== undefined) return place
  if (has(situation, 'fireplace')) return 'room'
  if (table) return 'studio'
  if (facts.weather.includes('snow')) return 'forest'
  return unnamedPlace(situation, choose)
}

/** The time the prompt names; the weather's own light when it names none. */
export function skyFor(facts: PromptFacts): Sky {
  if (facts.weather.includes('aurora')) return 'night'
  const time = facts.times.find(isSky)
  if (time !== undefined && time !== 'day') return time
  if (facts.styles.includes('neon') && time === undefined) return 'night'
  const weather = ['fog', 'rain', 'snow'].find((kind) => facts.weather.includes(kind))
  return weather !== undefined && isSky(weather) ? weather : 'day'
}

/** Things that tell where they are, most telling first. */
const HOMES: readonly (readonly [PlaceName, readonly string[]])[] = [
  ['sea', ['wave', 'lighthouse', 'sailboat', 'ship']],
  ['lake', ['bridge']],
  ['space', ['rocket', 'ufo', 'astronaut']],
]
const SWIMMERS = ['whale', 'dolphin', 'fish', 'goldfish', 'octopus', 'shark', 'jellyfish']

function unnamedPlace(situation: Situation, choose: Random): PlaceName {
  const { facts, actors, closeUp } = situation
  if (actors.length > 0 && closeUp) return 'backdrop'
  if (facts.backgroundColour !== undefined) return 'studio'
  const home = HOMES.find(([, keys]) => has(situation, ...keys))
  if (home) return home[0]
  if (has(situation, ...SWIMMERS))
    return actors.some(({ figure }) => figure.pose === 'fly') ? 'meadow' : 'underwater'
  return isOutdoors(situation) ? choose.pick(OPEN_COUNTRY) : placeOfCast(situation, choose)
}

function placeOfCast({ actors }: Situation, choose: Random): PlaceName {
  const categories = actors.map(({ figure }) => CONCEPTS.get(figure.key)?.category)
  if (categories.includes('person') || categories.includes('role'))
    return choose.pick(['meadow', 'room', 'meadow', 'lake'])
  if (categories.length > 0 && categories.every((category) => category === 'object')) return 'studio'
  return choose.pick(OPEN_COUNTRY)
}

function isOutdoors({ facts, actors }: Situation): boolean {
  if (facts.weather.length > 0) return true
  return actors.some(({ figure, rides }) => {
    const category = CONCEPTS.get(figure.key)?.category
    return (
      rides !== undefined ||
      figure.pose === 'fly' ||
      category === 'vehicle' ||
      category === 'building' ||
      category === 'plant'
    )
  })
}

function has({ actors }: Situation, ...keys: string[]): boolean {
  return actors.some(
    ({ figure }) => keys.includes(figure.key) || (figure.role !== undefined && keys.includes(figure.role)),
  )
}

function isPlace(name: string): name is PlaceName {
  return PLACES.some((place) => place === name)
}

function isSky(name: string): name is Sky {
  return SKIES.some((sky) => sky === name)
}
