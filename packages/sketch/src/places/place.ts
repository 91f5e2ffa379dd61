import type { Sky, Weather } from '../plan/plan.ts'
import { random, type Random } from '../random.ts'

/**
 * The part of the stage that is seen. The stage is 1000 units high, 0 at the top; a picture taller
 * than wide by much sees more sky above it and more ground below it.
 */
export interface Frame {
  readonly width: number
  /** 0 or less. */
  readonly top: number
  /** 1000 or more. */
  readonly bottom: number
}

export interface Setting {
  readonly frame: Frame
  readonly seed: string
  readonly sky: Sky
  readonly weather: readonly Weather[]
  /** The colour of walls and studio grounds. */
  readonly tone: string | undefined
  readonly table: boolean
  readonly choose: Random
  /** Where sun or moon stand. */
  readonly sunX: number
  /** Sun and moon stay below this height, clear of a headline; 0 without one. */
  readonly skyTop: number
  /** The subjects swim or sail: no shore in front. */
  readonly openWater: boolean
}

/** A place, back to front. The subjects stand between `middle` and `front`. */
export interface PlaceArt {
  readonly behind: string
  readonly middle: string
  readonly front: string
  /** The height subjects stand at. */
  readonly ground: number
  /** Nothing stands here; subjects hover. */
  readonly floating?: boolean
  /** A hint out of focus. */
  readonly soft?: boolean
  /** The ground reflects. */
  readonly studio?: boolean
  /** The light, where a place brings its own. */
  readonly sky?: Sky
}

export type Place = (setting: Setting) => PlaceArt

/** A stream of choices of its own for one part of the place. */
export function stream(setting: Pick<Setting, 'seed'>, name: string): Random {
  return random(setting.seed, `place ${name}`)
}

/** How many of something a frame this wide needs, given how many a square one does. */
export function spread(setting: Setting, count: number): number {
  return Math.round(count * Math.max(0.6, Math.min(5, setting.frame.width / 1000)))
}

export function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: Math.max(0, count) }, (_, index) => part(index)).join('')
}

export function isSnowy({ weather }: Setting): boolean {
  return weather.includes('snow')
}
