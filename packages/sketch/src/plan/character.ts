import { CONCEPTS } from '../words/concept.ts'
import type { Figure } from './plan.ts'

type Dressed = Pick<Figure, 'key' | 'role' | 'hat' | 'scarf' | 'garment' | 'accessories'>

/** Something a character's body is drawn for: people, robots, roles, and animals known only by their face. */
export function isCharacter(figure: Dressed): boolean {
  const concept = CONCEPTS.get(figure.key)
  if (!concept || concept.drawn !== undefined) return false
  if (figure.role !== undefined || concept.category === 'person' || concept.category === 'role') return true
  if (concept.category !== 'animal' && concept.category !== 'being') return false
  return concept.icon === undefined || (concept.habitat === undefined && isDressed(figure))
}

function isDressed({ hat, scarf, garment, accessories = [] }: Dressed): boolean {
  return hat || scarf !== undefined || garment !== undefined || accessories.length > 0
}
