import { shade } from '../colour.ts'
import species from '../data/species.json' with { type: 'json' }

/** What makes one kind of animal's face different from another's. */
export interface Species {
  readonly base: string
  readonly dark: string
  readonly light: string
  readonly ears: 'pointed' | 'round' | 'hanging' | 'long'
  readonly eye: string
  readonly nose: string
  /** 0 for none; more is bolder. */
  readonly stripes: number
  /** 0 for a flat face, 1 for a dog's snout. */
  readonly muzzle: number
  readonly bigEyes: boolean
  /** On each side. */
  readonly whiskers: number
  readonly mane?: string
  /** Dark eye patches and ears on a pale head. */
  readonly patched?: boolean
  readonly paleCheeks?: boolean
  readonly tongue?: boolean
}

const SPECIES: ReadonlyMap<string, Species> = new Map(Object.entries(species as Record<string, Species>))

export function hasPortrait(key: string): boolean {
  return SPECIES.has(key)
}

/** The animal's coat and features, in another colour when one is asked for. */
export function speciesOf(key: string, colour: string | undefined, eyes?: string): Species | undefined {
  const own = SPECIES.get(key)
  if (!own) return undefined
  const coat =
    colour === undefined
      ? own
      : { ...own, base: colour, dark: shade(colour, -0.5), light: shade(colour, 0.6) }
  return eyes === undefined ? coat : { ...coat, eye: eyes }
}
