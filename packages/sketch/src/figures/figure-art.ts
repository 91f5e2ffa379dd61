import type { Figure } from '../plan/plan.ts'
import { propNamed } from '../props/props.ts'
import type { Random } from '../random.ts'
import { hasIcon, icon, iconAspect, seatOf } from '../svg/icon.ts'
import { placed } from '../svg/shapes.ts'
import { CONCEPTS } from '../words/concept.ts'

export interface ArtPlacing {
  readonly x: number
  /** The ground it stands on. */
  readonly y: number
  readonly height: number
  readonly mirrored?: boolean
  readonly choose: Random
}

/** A figure that is not a character: a hand-drawn thing, or a packed icon in the figure's colour. */
export function figureArt(figure: Figure, { x, y, height, mirrored = false, choose }: ArtPlacing): string {
  const prop = propNamed(CONCEPTS.get(figure.key)?.drawn)
  if (prop) return placed(prop.draw(figure.colour, choose), { x, y, scale: height / prop.height, mirrored })
  const name = iconOf(figure)
  return name === undefined ? '' : icon(name, { x, y, size: height, mirrored, colour: figure.colour })
}

/** Width over height. */
export function figureAspect(figure: Figure): number {
  const prop = propNamed(CONCEPTS.get(figure.key)?.drawn)
  if (prop) return prop.width / prop.height
  const name = iconOf(figure)
  return name === undefined ? 0.62 : iconAspect(name)
}

export function iconOf(figure: Figure): string | undefined {
  const concept = CONCEPTS.get(figure.key)
  return [concept?.icon, concept?.face].find(hasIcon)
}

/** Where one sits on it: fractions of its box from the left and the top; undefined for nothing that can be drawn. */
export function seatFor(figure: Figure): readonly [number, number] | undefined {
  const prop = propNamed(CONCEPTS.get(figure.key)?.drawn)
  if (prop) return prop.seat ?? [0.5, 0.3]
  const name = iconOf(figure)
  return name === undefined ? undefined : seatOf(name)
}

/** Something shows this concept: an icon, a drawing or the character rig. */
export function canDraw(key: string): boolean {
  const concept = CONCEPTS.get(key)
  if (!concept) return false
  if (concept.category === 'person' || concept.category === 'role') return true
  return propNamed(concept.drawn) !== undefined || hasIcon(concept.icon) || hasIcon(concept.face)
}
