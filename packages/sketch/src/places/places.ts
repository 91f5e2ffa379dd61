import type { PlaceName } from '../plan/plan.ts'
import { rect } from '../svg/shapes.ts'
import { backdrop } from './backdrop.ts'
import { meadow, mountain } from './country.ts'
import { horizonColour } from './daylight.ts'
import { desert, marsland } from './dry-land.ts'
import { field, hilltop, savanna, tulips } from './farmland.ts'
import { bamboo, forest } from './forest.ts'
import { furnished } from './furnished.ts'
import { moonland, space } from './heavens.ts'
import { kitchen, room, stage, studio } from './indoors.ts'
import { marble, pool, track } from './leisure.ts'
import type { Place, PlaceArt, Setting } from './place.ts'
import { aurora } from './sky.ts'
import { alley, brickwall, harbour, village } from './streets.ts'
import { city, rooftop } from './town.ts'
import { underwater } from './underwater.ts'
import { beach, lake, sea, snowland } from './waterside.ts'
import { weatherBehind, weatherInFront } from './weather.ts'
import { cave, jungle, volcano } from './wonders.ts'

const PLACES_DRAWN: Readonly<Record<PlaceName, Place>> = {
  meadow,
  forest,
  bamboo,
  sea,
  beach,
  mountain,
  city,
  rooftop,
  desert,
  marsland,
  moonland,
  space,
  underwater,
  studio,
  room,
  kitchen,
  stage,
  lake,
  snowland,
  backdrop,
  savanna,
  field,
  tulips,
  hilltop,
  alley,
  village,
  brickwall,
  marble,
  volcano,
  cave,
  jungle,
  harbour,
  pool,
  track,
  ballroom: furnished('ballroom'),
  bathroom: furnished('bathroom'),
  bedroom: furnished('bedroom'),
  cafe: furnished('cafe'),
  classroom: furnished('classroom'),
  hospital: furnished('hospital'),
  lab: furnished('lab'),
  library: furnished('library'),
  museum: furnished('museum'),
  office: furnished('office'),
  restaurant: furnished('restaurant'),
  shopping: furnished('shopping'),
  workshop: furnished('workshop'),
}

/** Where there is no weather. */
const SHELTERED: ReadonlySet<PlaceName> = new Set([
  'studio',
  'room',
  'kitchen',
  'stage',
  'underwater',
  'space',
  'moonland',
  'marsland',
  'marble',
  'cave',
  'ballroom',
  'bathroom',
  'bedroom',
  'cafe',
  'classroom',
  'hospital',
  'lab',
  'library',
  'museum',
  'office',
  'restaurant',
  'shopping',
  'workshop',
])

export function placeArt(name: PlaceName, setting: Setting): PlaceArt {
  const art = PLACES_DRAWN[name](setting)
  if (SHELTERED.has(name)) return art
  const { frame } = setting
  const air = rect([0, frame.top, frame.width, frame.bottom - frame.top], horizonColour(setting))
  const lights = setting.weather.includes('aurora') ? aurora(setting) : ''
  return {
    ...art,
    behind: air + art.behind + lights + weatherBehind(setting),
    front: art.front + weatherInFront(setting),
  }
}
