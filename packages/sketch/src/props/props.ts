import { airship, hotAirBalloon } from './aircraft.ts'
import { fruitBasket, fryingPan, juiceGlass, petals, snowGlobe, waterBottle, wineBottle } from './bottles.ts'
import { bridge, fireplace, lighthouse } from './buildings.ts'
import {
  awning,
  bench,
  blackboard,
  bookshelf,
  chandelier,
  column,
  counter,
  desk,
  easel,
  pendant,
  redCross,
} from './furniture.ts'
import { fishingRod, lantern, sword } from './hand-held.ts'
import { branch, cabin, campfire, fence, streetLamp, tower, windmill, windTurbine } from './outdoors.ts'
import { perfume } from './perfume.ts'
import type { Prop } from './prop.ts'
import { snowman } from './snowman.ts'
import { sportsCar } from './sports-car.ts'
import { vase } from './vase.ts'
import { wave } from './wave.ts'

/** Everything drawn by hand, by the name `drawn` of a concept. */
const PROPS: Readonly<Record<string, Prop>> = {
  airship,
  bridge,
  fireplace,
  'fishing-rod': fishingRod,
  'hot-air-balloon': hotAirBalloon,
  lantern,
  lighthouse,
  perfume,
  snowman,
  'sports-car': sportsCar,
  sword,
  vase,
  wave,
  awning,
  bench,
  blackboard,
  bookshelf,
  branch,
  cabin,
  campfire,
  chandelier,
  column,
  counter,
  desk,
  easel,
  fence,
  'fruit-basket': fruitBasket,
  'frying-pan': fryingPan,
  'juice-glass': juiceGlass,
  pendant,
  petals,
  'red-cross': redCross,
  'snow-globe': snowGlobe,
  'street-lamp': streetLamp,
  tower,
  'water-bottle': waterBottle,
  windmill,
  'wind-turbine': windTurbine,
  'wine-bottle': wineBottle,
}

export function propNamed(name: string | undefined): Prop | undefined {
  return name !== undefined && Object.hasOwn(PROPS, name) ? PROPS[name] : undefined
}
