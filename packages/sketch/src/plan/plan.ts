export const PLACES = [
  'meadow',
  'forest',
  'bamboo',
  'sea',
  'beach',
  'mountain',
  'city',
  'rooftop',
  'desert',
  'marsland',
  'moonland',
  'space',
  'underwater',
  'studio',
  'room',
  'kitchen',
  'stage',
  'lake',
  'snowland',
  'savanna',
  'field',
  'tulips',
  'hilltop',
  'alley',
  'village',
  'brickwall',
  'marble',
  'bedroom',
  'classroom',
  'hospital',
  'library',
  'cafe',
  'office',
  'shopping',
  'museum',
  'lab',
  'bathroom',
  'workshop',
  'restaurant',
  'volcano',
  'cave',
  'jungle',
  'harbour',
  'ballroom',
  'pool',
  'track',
  'backdrop',
] as const
/** `backdrop` is the blurred ground behind a portrait. */
export type PlaceName = (typeof PLACES)[number]

export const SKIES = ['day', 'sunset', 'sunrise', 'night', 'fog', 'snow', 'rain', 'space'] as const
/** How the sky looks and what colour the light has. */
export type Sky = (typeof SKIES)[number]

export const WEATHERS = [
  'snow',
  'rain',
  'fog',
  'autumn',
  'aurora',
  'storm',
  'petals',
  'leaves',
  'rainbow',
  'fireworks',
] as const
export type Weather = (typeof WEATHERS)[number]

export const STYLES = [
  'watercolor',
  'oil',
  'ink',
  'lineart',
  'pixel',
  'neon',
  'bw',
  'sepia',
  'comic',
  'cinematic',
] as const
/** Passes over the finished picture, in the order they are applied. */
export type StyleName = (typeof STYLES)[number]

export const EVENTS = [
  'launch',
  'spacewalk',
  'encounter',
  'homecoming',
  'errands',
  'cookery',
  'dinner',
  'breakfast',
  'picnic',
  'camping',
  'birthday',
  'wedding',
  'harvest',
  'lesson',
  'bedtime',
  'treasure',
  'concert',
  'christmas',
  'halloween',
  'newyear',
  'midautumn',
  'easter',
  'beachday',
  'gardening',
] as const
export type EventName = (typeof EVENTS)[number]

export const POSES = [
  'stand',
  'hold',
  'ride',
  'play',
  'wave',
  'sleep',
  'swim',
  'walk',
  'sit',
  'knit',
  'fight',
  'lie',
  'fly',
  'dance',
  'jump',
  'point',
  'kneel',
] as const
export type Pose = (typeof POSES)[number]

export const PLAN_KINDS = ['scene', 'portrait', 'infographic', 'abstract', 'card', 'emblem'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]

export const ACCESSORIES = [
  'glasses',
  'sunglasses',
  'crown',
  'headphones',
  'bow',
  'cap',
  'straw-hat',
] as const
/** Worn on the head or face. */
export type Accessory = (typeof ACCESSORIES)[number]

/** One kind of thing in the picture. */
export interface Figure {
  /** A concept's key. */
  readonly key: string
  /** 1 to 12. */
  readonly count: number
  readonly colour: string | undefined
  readonly role: string | undefined
  readonly pose: Pose | undefined
  readonly garment: string | undefined
  readonly hat: boolean
  readonly scarf: string | undefined
  readonly accessories?: readonly Accessory[]
}

/** A figure and what it is busy with. */
export interface Actor {
  readonly figure: Figure
  readonly holds: Figure | undefined
  readonly plays: Figure | undefined
  readonly rides: Figure | undefined
}

/** Everything decided about a picture but its exact geometry, which follows from the seed. Plain data. */
export interface Plan {
  readonly kind: PlanKind
  readonly actors: readonly Actor[]
  readonly place: PlaceName
  readonly sky: Sky
  readonly weather: readonly Weather[]
  readonly clouds: boolean
  readonly table: boolean
  readonly styles: readonly StyleName[]
  readonly fisheye: boolean
  /** The background is out of focus. */
  readonly bokeh: boolean
  /** A portrait shows the head alone. */
  readonly headOnly: boolean
  readonly eyes: string | undefined
  /** The colour of walls and studio grounds. */
  readonly tone: string | undefined
  readonly palette: readonly string[]
  readonly lettering: readonly string[]
  readonly poster: boolean
  readonly event: EventName | undefined
  readonly topic: string | undefined
  /** On a comic panel. */
  readonly caption: string | undefined
  /** The prompt, as a card shows it. */
  readonly words: string
}
