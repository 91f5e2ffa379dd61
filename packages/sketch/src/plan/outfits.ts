import rows from '../data/outfits.json' with { type: 'json' }

/** One row of `data/outfits.json`: what a role is known by. What it leaves out is chosen like anyone's. */
export interface Outfit {
  readonly top?: string
  readonly bottom?: string
  readonly shoes?: string
  readonly robe?: boolean
  /** The packed icon of its head: `name-<tone>-skin-tone` when packed in skin tones, else `name`. */
  readonly head?: string
  /** A name in `figures/headgear.ts`, and its colour. */
  readonly headgear?: string
  readonly headgearColour?: string
  /** A name in `figures/trims.ts`. */
  readonly trim?: string
  /** What it carries when the prompt gives it nothing: a concept's key. */
  readonly tool?: string
  /** The pose it is known by. */
  readonly pose?: string
}

export const OUTFITS: ReadonlyMap<string, Outfit> = new Map(Object.entries(rows))
