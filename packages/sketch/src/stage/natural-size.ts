import { figureAspect } from '../figures/figure-art.ts'
import { isCharacter } from '../plan/character.ts'
import { OUTFITS } from '../plan/outfits.ts'
import type { Figure } from '../plan/plan.ts'
import { CONCEPTS } from '../words/concept.ts'
import { mountOf } from './mount.ts'
import type { Soloist } from './scene.ts'

/** Stage units at scale 1. */
export interface NaturalSize {
  readonly width: number
  readonly height: number
}

const GROWN = 460
const CHILD = 400
const CHILDREN = new Set(['girl', 'boy', 'child', 'baby'])
/** Hats of these roles rise above the head. */
const TALL_HEADGEAR = new Set(['pointed', 'toque', 'crown', 'kabuto', 'horned', 'helm', 'top-hat', 'bobble'])
const OBJECT = 260
const OTHER = 320
/** Width of a character over its height, elbows included. */
const SHOULDERS = 0.62

export function naturalSize(soloist: Soloist): NaturalSize {
  const { figure } = soloist.actor
  const mount = mountOf(soloist.actor)
  if (mount) return { width: mount.width, height: mount.height }
  if (isCharacter(figure)) {
    const tall = characterHeight(figure)
    return { width: tall * elbowroom(soloist), height: tall * headroom(soloist) }
  }
  const height = thingHeight(figure)
  return { width: height * figureAspect(figure), height }
}

export function characterHeight({ key }: Figure): number {
  return CHILDREN.has(key) ? CHILD : GROWN
}

export function thingHeight(figure: Figure): number {
  const concept = CONCEPTS.get(figure.key)
  return concept?.height ?? (concept?.category === 'object' ? OBJECT : OTHER)
}

/** Height with hat, umbrella or kite, as a multiple of the character's own. */
export function headroom({ actor: { figure, holds } }: Soloist): number {
  if (holds?.key === 'kite') return 1.9
  if (holds?.key === 'umbrella') return 1.38
  return figure.hat || TALL_HEADGEAR.has(OUTFITS.get(figure.role ?? '')?.headgear ?? '') ? 1.27 : 1.04
}

/** Width as a multiple of the character's height; an umbrella reaches further to one side. */
export function elbowroom({ actor: { figure, holds } }: Soloist): number {
  if (holds?.key === 'umbrella') return 1.17
  if (holds?.key === 'kite') return 0.68
  return figure.pose === 'sleep' || figure.pose === 'lie' ? 1.05 : SHOULDERS
}
