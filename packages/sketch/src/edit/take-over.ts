import { isCharacter } from '../plan/character.ts'
import type { Figure } from '../plan/plan.ts'
import { CONCEPTS } from '../words/concept.ts'
import type { PlanChange } from './plan-change.ts'

const CLOTHES =
  /\b(?:cloth(?:es|ing)?|outfit|dress|garment|shirt|suit|costume|wear(?:ing|s)?)\b|衣服|服装|裙/i
const SECOND = /\b(?:image|picture|photo|figure)\s*2\b|\bsecond\b|图\s*2|图二|第二/i
const TOGETHER = /\b(?:put|place|combine|together|merge|add|next to|with|and)\b|放|合|一起/i

/** The clothes of image 2 on the one in image 1. */
export const takeClothes: PlanChange = (plan, { text, others }) => {
  const model = others[0]?.actors.find(({ figure }) => isCharacter(figure))?.figure
  if (!model || !CLOTHES.test(text) || !SECOND.test(text)) return undefined
  const wearer = plan.actors.findIndex(({ figure }) => canDress(figure))
  if (wearer < 0) return undefined
  const dressed = (figure: Figure): Figure => ({
    ...figure,
    role: model.role,
    garment: model.garment ?? (model.role === undefined ? (model.colour ?? '#2a6fdb') : undefined),
    hat: model.hat,
    scarf: model.scarf,
  })
  return {
    ...plan,
    kind:
      plan.kind === 'portrait' && CONCEPTS.get(plan.actors[0]?.figure.key ?? '')?.category === 'animal'
        ? 'scene'
        : plan.kind,
    actors: plan.actors.map((actor, at) =>
      at === wearer ? { ...actor, figure: dressed(actor.figure) } : actor,
    ),
  }
}

/** The subjects of the other images join those of image 1. */
export const takeSubjects: PlanChange = (plan, { text, others }) => {
  if (
    others.length === 0 ||
    CLOTHES.test(text) ||
    !TOGETHER.test(text) ||
    (plan.kind !== 'scene' && plan.kind !== 'portrait')
  )
    return undefined
  const joined = [...plan.actors, ...others.flatMap((other) => other.actors)].slice(0, 8)
  return { ...plan, kind: 'scene', actors: joined, place: plan.place === 'backdrop' ? 'meadow' : plan.place }
}

function canDress(figure: Figure): boolean {
  return ['person', 'role', 'animal', 'being'].includes(CONCEPTS.get(figure.key)?.category ?? '')
}
