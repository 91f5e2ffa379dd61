import type { PromptFacts } from '../parse/facts.ts'
import type { Random } from '../random.ts'
import { CONCEPTS } from '../words/concept.ts'
import { eventRow } from './events.ts'
import { PLACES, SKIES, type Actor, type EventName, type Figure, type PlaceName, type Sky } from './plan.ts'

/** What decides where a picture plays. */
export interface Situation {
  readonly facts: PromptFacts
  readonly actors: readonly Actor[]
  readonly closeUp: boolean
  readonly table: boolean
  readonly event: EventName | undefined
}

const OPEN_COUNTRY: readonly [PlaceName, ...PlaceName[]] = ['meadow', 'mountain', 'lake']

/** The place the prompt names, or the likeliest one for what it shows. */
export function placeFor(situation: Situation, choose: Random): PlaceName {
  const { facts, event } = situation
  if (facts.places.includes('rooftop')) return 'rooftop'
  const named = facts.places.filter(isPlace)
  const place = named.find((name) => name !== 'meadow') ?? named[0]
  if (place !== undefined) return place
  const occasion = event && PLACES.find((name) => name === eventRow(event).place)
  return occasion ?? furnishedPlace(situation) ?? unnamedPlace(situation, choose)
}

function furnishedPlace(situation: Situation): PlaceName | undefined {
  const { facts, table } = situation
  if (has(situation, 'fireplace')) return 'room'
  if (table) return facts.subjects.some(({ key }) => key === 'window') ? 'room' : 'studio'
  if (facts.weather.includes('snow') && !isIndoors(situation)) return wintry(situation)
  return undefined
}

/** Snow falls on the mountains when something is built there, and else in the woods. */
function wintry({ actors }: Situation): PlaceName {
  return actors.some(({ figure }) => CONCEPTS.get(figure.key)?.category === 'vehicle') ? 'mountain' : 'forest'
}

function isIndoors(situation: Situation): boolean {
  return has(situation, 'fireplace', 'sofa', 'bed', 'television', 'bookshelf')
}

/** The time the prompt names; else the light of its weather, its style or its occasion. */
export function skyFor(facts: PromptFacts, event?: EventName): Sky {
  const { weather, times, styles, scenery } = facts
  if (weather.includes('aurora') || weather.includes('fireworks')) return 'night'
  const time = times.find(isSky)
  if (time !== undefined && time !== 'day') return time
  if (time === undefined && (styles.includes('neon') || scenery.some((seen) => LIGHTS_OF_NIGHT.has(seen))))
    return 'night'
  const occasion = time === undefined && event ? eventRow(event).sky : undefined
  return weatherSky(weather) ?? SKIES.find((name) => name === occasion) ?? 'day'
}

const LIGHTS_OF_NIGHT = new Set(['moon', 'stars'])

function weatherSky(weather: readonly string[]): Sky | undefined {
  if (weather.includes('storm')) return 'rain'
  return (['fog', 'rain', 'snow'] as const).find((kind) => weather.includes(kind))
}

/** Things that tell where they are, most telling first. */
const HOMES: readonly (readonly [PlaceName, readonly string[]])[] = [
  ['sea', ['wave', 'lighthouse', 'sailboat', 'ship', 'cruise', 'ferry', 'speedboat', 'motorboat', 'surfer']],
  ['lake', ['bridge', 'swan', 'canoe', 'duck', 'duckling', 'goose', 'lotus', 'frog', 'beaver', 'hippo']],
  ['space', ['rocket', 'ufo', 'astronaut', 'satellite', 'planet', 'meteor', 'comet']],
  [
    'city',
    [
      'taxi',
      'bus',
      'tram',
      'trolleybus',
      'firetruck',
      'ambulance',
      'policecar',
      'police',
      'skyscraper',
      'highrise',
      'streetlamp',
      'superhero',
      'store',
      'shop',
    ],
  ],
  ['desert', ['camel', 'cactus', 'scorpion', 'cowboy']],
  ['savanna', ['lion', 'giraffe', 'zebra', 'elephant', 'rhino', 'leopard']],
  ['snowland', ['penguin', 'polarbear', 'seal', 'mammoth']],
  ['bamboo', ['panda']],
  [
    'jungle',
    [
      'gorilla',
      'orangutan',
      'monkey',
      'parrot',
      'tiger',
      'dinosaur',
      'brachiosaurus',
      'sloth',
      'explorer',
      'crocodile',
      'snake',
      'lizard',
    ],
  ],
  [
    'forest',
    [
      'wolf',
      'bear',
      'deer',
      'fox',
      'boar',
      'moose',
      'squirrel',
      'owl',
      'raccoon',
      'badger',
      'mushroom',
      'campfire',
      'cabin',
      'elf',
      'witch',
      'fairy',
      'koala',
    ],
  ],
  ['classroom', ['blackboard', 'teacher', 'student']],
  ['bedroom', ['bed']],
  ['room', ['sofa', 'television', 'window', 'grandmother']],
  ['library', ['bookshelf', 'writer']],
  ['kitchen', ['chef', 'pan', 'barista']],
  ['stage', ['singer', 'musician', 'ballerina', 'clown', 'magician', 'piano']],
  ['hospital', ['doctor', 'nurse', 'stethoscope']],
  ['lab', ['scientist', 'microscope', 'testtube']],
  ['office', ['clerk', 'computer']],
  ['workshop', ['mechanic']],
  ['track', ['footballer', 'basketballer', 'tennisplayer', 'racecar']],
  ['mountain', ['skier', 'cablecar', 'goat', 'llama']],
  ['ballroom', ['king', 'queen', 'princess', 'prince']],
  ['field', ['farmer', 'tractor', 'wheat', 'windmill', 'corn']],
  ['museum', ['artist', 'easel']],
  ['hilltop', ['viking', 'windturbine']],
  ['village', ['postman', 'houses', 'church']],
  ['bathroom', ['bathtub']],
]
const INDOORS: ReadonlySet<PlaceName> = new Set([
  'room',
  'bedroom',
  'kitchen',
  'classroom',
  'library',
  'stage',
  'hospital',
  'lab',
  'office',
  'workshop',
  'ballroom',
  'museum',
  'bathroom',
])
const SWIMMERS = [
  'whale',
  'dolphin',
  'fish',
  'goldfish',
  'octopus',
  'shark',
  'jellyfish',
  'orca',
  'squid',
  'grayfish',
  'pufferfish',
  'lobster',
  'coral',
  'mermaid',
  'shrimp',
  'turtle',
]

function unnamedPlace(situation: Situation, choose: Random): PlaceName {
  const { facts, actors, closeUp } = situation
  if (actors.length > 0 && closeUp) return 'backdrop'
  if (facts.styles.includes('logo')) return 'studio'
  if (facts.backgroundColour !== undefined) return 'studio'
  if (has(situation, ...SWIMMERS) && actors.some(({ figure }) => figure.pose === 'jump')) return 'sea'
  const outdoors = isOutdoors(situation)
  const home = HOMES.find(([place, keys]) => !(outdoors && INDOORS.has(place)) && has(situation, ...keys))
  if (home) return home[0]
  if (has(situation, ...SWIMMERS))
    return actors.some(({ figure }) => figure.pose === 'fly') ? 'meadow' : 'underwater'
  return outdoors ? choose.pick(OPEN_COUNTRY) : placeOfCast(situation, choose)
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
  return actors.some(
    ({ figure, rides }) => figure.pose === 'fly' || isOfTheOpen(figure) || (rides && isMount(rides)),
  )
}

function isOfTheOpen({ key }: Figure): boolean {
  const category = CONCEPTS.get(key)?.category
  return category === 'vehicle' || category === 'building' || category === 'plant'
}

function isMount(figure: Figure): boolean {
  return isOfTheOpen(figure) || CONCEPTS.get(figure.key)?.category === 'animal'
}

function has({ actors }: Situation, ...keys: string[]): boolean {
  return actors.some(({ figure, rides }) =>
    [figure.key, figure.role, rides?.key].some((key) => key !== undefined && keys.includes(key)),
  )
}

function isPlace(name: string): name is PlaceName {
  return PLACES.some((place) => place === name)
}

function isSky(name: string): name is Sky {
  return SKIES.some((sky) => sky === name)
}
