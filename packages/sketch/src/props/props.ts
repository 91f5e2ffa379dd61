import { airship, hotAirBalloon } from './aircraft.ts'
import { bridge, fireplace, lighthouse } from './buildings.ts'
import { fishingRod, lantern, sword } from './hand-held.ts'
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
}

export function propNamed(name: string | undefined): Prop | undefined {
  return name !== undefined && Object.hasOwn(PROPS, name) ? PROPS[name] : undefined
}
