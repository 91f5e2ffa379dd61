import { mix } from '../colour.ts'
import { HEAD_X, HEAD_Y } from './head-size.ts'
import type { Species } from './species.ts'

/** The colour of the hair rooted at a point of the head: pale chin and brows, patches, stripes. */
export function coatColour(species: Species, x: number, y: number): string {
  const [across, down] = [Math.abs(x / HEAD_X), y / HEAD_Y]
  if (species.patched) return inOval({ across, down }, EYE_PATCH) ? species.dark : species.light
  return (
    paleColour(species, { x, y, across, down }) ??
    stripeColour(species, { x, y, across, down }) ??
    species.base
  )
}

interface Place {
  readonly x: number
  readonly y: number
  /** 0 at the middle, 1 at the side of the head. */
  readonly across: number
  /** -1 at the crown, 1 at the chin. */
  readonly down: number
}

interface Oval {
  readonly across: number
  readonly down: number
  readonly width: number
  readonly height: number
}

const EYE_PATCH: Oval = { across: 0.4, down: -0.13, width: 0.24, height: 0.3 }
const CHIN: Oval = { across: 0.02, down: 0.52, width: 0.5, height: 0.4 }
const BROW: Oval = { across: 0.4, down: -0.36, width: 0.2, height: 0.09 }

function paleColour(
  { light, base, muzzle, paleCheeks }: Species,
  { x, y, across, down }: Place,
): string | undefined {
  const ragged = Math.sin(x * 0.05 + y * 0.03) * 0.16
  if (inOval({ across, down }, CHIN, 1 + ragged)) return light
  if (muzzle > 0 && across < 0.13 && down < 0.3 && down > -0.95) return mix(light, base, 0.15)
  if (muzzle === 0 && inOval({ across, down }, BROW)) return mix(light, base, 0.4)
  return paleCheeks && across > 0.45 && down > 0.05 ? light : undefined
}

function stripeColour({ stripes, dark }: Species, { x, y, across, down }: Place): string | undefined {
  if (stripes === 0) return undefined
  const crown =
    down < -0.42 &&
    across < 0.5 &&
    Math.sin(x * 0.062 + Math.sin(y * 0.02)) * Math.cos(x * 0.004) > 0.35 / stripes
  const cheek = across > 0.55 && Math.sin(y * 0.055 - across * 3.2) > 0.42 / stripes
  const brow =
    down < -0.3 && down > -0.44 && across < 0.3 && Math.abs(Math.abs(x) - 70 + (y + 130) * 0.6) < 16
  return crown || cheek || brow ? dark : undefined
}

function inOval({ across, down }: Pick<Place, 'across' | 'down'>, oval: Oval, size = 1): boolean {
  return ((across - oval.across) / oval.width) ** 2 + ((down - oval.down) / oval.height) ** 2 < size
}
