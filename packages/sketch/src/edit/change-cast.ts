import { hasPortrait } from '../figures/species.ts'
import type { NamedSubject } from '../parse/facts.ts'
import { cast } from '../plan/cast.ts'
import { isCharacter } from '../plan/character.ts'
import type { Actor, Figure, Plan } from '../plan/plan.ts'
import { CONCEPTS } from '../words/concept.ts'
import type { PlanChange } from './plan-change.ts'

const ADD = /\b(?:add|put|give|include|insert|place|wear|wearing)\b|加|添|戴/i
const REMOVE = /\b(?:remove|delete|erase|without|take (?:away|off)|get rid of)\b|去掉|删除|移除/i
const CLOTHES =
  /\b(?:dress|clothes|clothing|outfit|shirt|jacket|coat|suit|sweater|gown|kimono|skirt|t-shirt|hoodie)\b|裙|衣服|外套/i

const eyes: PlanChange = (plan, { facts }) => {
  const part = facts.parts.find(({ key }) => key === 'eye')
  const colour = part && (part.colour ?? facts.palette.at(-1))
  const furry = plan.kind === 'portrait' && hasPortrait(plan.actors[0]?.figure.key ?? '')
  return colour !== undefined && furry ? { ...plan, eyes: colour } : undefined
}

/** "make the dog blue", "a red car": every subject named with a colour. */
const subjectColour: PlanChange = (plan, { facts, text }) => {
  if (ADD.test(text) || REMOVE.test(text)) return undefined
  const painted = facts.subjects.filter(
    ({ key, colour }) => colour !== undefined && plan.actors.some((actor) => involves(actor, key)),
  )
  const after = facts.subjects.filter(
    ({ key, colour }) => colour === undefined && plan.actors.some((actor) => involves(actor, key)),
  )
  const trailing =
    after.length === 1 && painted.length === 0 && facts.parts.length === 0 && !CLOTHES.test(text)
      ? facts.palette.at(-1)
      : undefined
  const colours = new Map<string, string>(
    painted.flatMap(({ key, colour }) => (colour === undefined ? [] : [[key, colour] as const])),
  )
  if (trailing !== undefined && after[0]) colours.set(after[0].key, trailing)
  if (colours.size === 0) return undefined
  const repaint = (figure: Figure): Figure => ({
    ...figure,
    colour: colours.get(figure.key) ?? figure.colour,
  })
  return { ...plan, actors: plan.actors.map((actor) => eachFigure(actor, repaint)) }
}

const clothesColour: PlanChange = (plan, { facts, text, others }) => {
  const colour = facts.palette.at(-1)
  if (!CLOTHES.test(text) || colour === undefined || others.length > 0) return undefined
  return changeFirst(plan, isCharacter, (figure) => ({ ...figure, garment: colour }))
}

const hat: PlanChange = (plan, { facts, text }) => {
  if (!facts.subjects.some(({ key }) => key === 'hat')) return undefined
  const takeOff = REMOVE.test(text)
  if (!takeOff && !ADD.test(text)) return undefined
  return changeFirst(plan, canWear, (figure) => ({ ...figure, hat: !takeOff }))
}

const scarf: PlanChange = (plan, { facts, text }) => {
  const named = facts.subjects.find(({ key }) => key === 'scarf')
  if (!named) return undefined
  return changeFirst(plan, canWear, (figure) => ({
    ...figure,
    scarf: REMOVE.test(text) ? undefined : (named.colour ?? facts.palette.at(-1) ?? '#d92626'),
  }))
}

/** "dress him as a chef", "turn the cat into an astronaut". */
const role: PlanChange = (plan, { facts, text }) => {
  const named = facts.subjects.find((subject) => subject.role !== undefined)?.role
  if (named === undefined || !/\b(?:as|into|like|dress|outfit|become|turn|make)\b|变成|打扮/i.test(text))
    return undefined
  const fits = ({ key }: Figure): boolean =>
    ['person', 'animal', 'being', 'role'].includes(CONCEPTS.get(key)?.category ?? '')
  const changed = changeFirst(plan, fits, (figure) => ({ ...figure, role: named }))
  return changed && plan.kind === 'portrait' ? { ...changed, kind: 'scene' } : changed
}

/** With other images at hand, "the person of image 2" is one of theirs and not one more. */
const addition: PlanChange = (plan, { facts, text, others }) => {
  if (!ADD.test(text) || REMOVE.test(text) || others.length > 0) return undefined
  if (plan.kind !== 'scene' && plan.kind !== 'portrait') return undefined
  const wanted = facts.subjects.filter(
    (subject) => !isWearable(subject) && !plan.actors.some((actor) => involves(actor, subject.key)),
  )
  const added = cast(wanted)
  if (added.length === 0) return undefined
  return {
    ...plan,
    kind: 'scene',
    place: plan.place === 'backdrop' ? 'meadow' : plan.place,
    actors: [...plan.actors, ...added].slice(0, 8),
  }
}

const removal: PlanChange = (plan, { facts, text }) => {
  if (!REMOVE.test(text)) return undefined
  const gone = new Set(facts.subjects.filter((subject) => !isWearable(subject)).map(({ key }) => key))
  const without = (figure: Figure | undefined): Figure | undefined =>
    figure && gone.has(figure.key) ? undefined : figure
  const actors = plan.actors
    .filter(({ figure }) => !gone.has(figure.key))
    .map((actor) => ({
      ...actor,
      holds: without(actor.holds),
      plays: without(actor.plays),
      rides: without(actor.rides),
    }))
  if (JSON.stringify(actors) === JSON.stringify(plan.actors)) return undefined
  return { ...plan, kind: 'scene', place: plan.place === 'backdrop' ? 'meadow' : plan.place, actors }
}

export const changeCast: readonly PlanChange[] = [
  eyes,
  subjectColour,
  clothesColour,
  hat,
  scarf,
  role,
  addition,
  removal,
]

function isWearable({ key }: NamedSubject): boolean {
  return key === 'hat' || key === 'scarf'
}

function canWear(figure: Figure): boolean {
  const concept = CONCEPTS.get(figure.key)
  return isCharacter(figure) || (concept?.category === 'animal' && concept.habitat === undefined)
}

function involves({ figure, holds, plays, rides }: Actor, key: string): boolean {
  return [figure, holds, plays, rides].some((one) => one?.key === key)
}

function eachFigure({ figure, holds, plays, rides }: Actor, change: (figure: Figure) => Figure): Actor {
  return {
    figure: change(figure),
    holds: holds && change(holds),
    plays: plays && change(plays),
    rides: rides && change(rides),
  }
}

function changeFirst(
  plan: Plan,
  fits: (figure: Figure) => boolean,
  change: (figure: Figure) => Figure,
): Plan | undefined {
  const first = plan.actors.findIndex(({ figure }) => fits(figure))
  if (first < 0) return undefined
  return {
    ...plan,
    actors: plan.actors.map((actor, at) =>
      at === first ? { ...actor, figure: change(actor.figure) } : actor,
    ),
  }
}
