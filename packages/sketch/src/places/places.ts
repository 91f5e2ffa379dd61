import type { PlaceName } from '../plan/plan.ts'
import { backdrop } from './backdrop.ts'
import { meadow, mountain } from './country.ts'
import { desert, marsland } from './dry-land.ts'
import { bamboo, forest } from './forest.ts'
import { moonland, space } from './heavens.ts'
import { kitchen, room, stage, studio } from './indoors.ts'
import type { Place, PlaceArt, Setting } from './place.ts'
import { aurora } from './sky.ts'
import { city, rooftop } from './town.ts'
import { underwater } from './underwater.ts'
import { beach, lake, sea, snowland } from './waterside.ts'
import { weatherInFront } from './weather.ts'

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
])

export function placeArt(name: PlaceName, setting: Setting): PlaceArt {
  const art = PLACES_DRAWN[name](setting)
  if (SHELTERED.has(name)) return art
  const lights = setting.weather.includes('aurora') ? aurora(setting) : ''
  return { ...art, behind: art.behind + lights, front: art.front + weatherInFront(setting) }
}
