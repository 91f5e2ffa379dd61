import type { NamedSubject } from '../parse/facts.ts'
import { CONCEPTS } from '../words/concept.ts'
import type { Actor, Figure, Pose } from './plan.ts'

const POSE_OF: Readonly<Record<string, Pose>> = {
  flying: 'fly',
  lying: 'lie',
  sleeping: 'sleep',
  sitting: 'sit',
  running: 'walk',
  walking: 'walk',
  swimming: 'swim',
  waking: 'wave',
  knitting: 'knit',
  standing: 'stand',
  fighting: 'fight',
}

const MOST_ACTORS = 8
const MOST_OF_A_KIND = 12

/** Draft of an actor while the prompt's relations are folded into it. */
interface Draft {
  figure: Figure
  readonly subject: NamedSubject
  holds: Figure | undefined
  plays: Figure | undefined
  rides: Figure | undefined
}

/** Who is in the picture and who holds, plays, rides or wears what. */
export function cast(named: readonly NamedSubject[]): Actor[] {
  const royal = named.some(({ role }) => role === 'queen' || role === 'king')
  const drafts: Draft[] = []
  for (const subject of named.flatMap(members)) {
    if (isStageProp(subject) || (royal && subject.key === 'crown')) continue
    const before = drafts.at(-1)
    if (before && joins(subject, before)) continue
    drafts.push({ figure: figureOf(subject), subject, holds: undefined, plays: undefined, rides: undefined })
  }
  return drafts
    .slice(0, MOST_ACTORS)
    .map(({ figure, holds, plays, rides }) => withTools({ figure, holds, plays, rides }))
}

/** Something a character's body is drawn for: people, robots, roles, and animals known only by their face. */
export function isCharacter(figure: Pick<Figure, 'key' | 'role' | 'hat' | 'scarf' | 'garment'>): boolean {
  const concept = CONCEPTS.get(figure.key)
  if (!concept || concept.drawn !== undefined) return false
  if (figure.role !== undefined || concept.category === 'person' || concept.category === 'role') return true
  if (concept.category !== 'animal' && concept.category !== 'being') return false
  return concept.icon === undefined || (concept.habitat === undefined && isDressed(figure))
}

function isDressed({ hat, scarf, garment }: Pick<Figure, 'hat' | 'scarf' | 'garment'>): boolean {
  return hat || scarf !== undefined || garment !== undefined
}

function members(subject: NamedSubject): NamedSubject[] {
  if (subject.category !== 'group') return [subject]
  const people = /three/.test(subject.word) ? ['man', 'woman', 'girl'] : ['man', 'woman', 'girl', 'boy']
  return people.map((key) => ({ ...subject, category: 'person', key, count: 1, relation: undefined }))
}

function isStageProp({ key }: NamedSubject): boolean {
  return key === 'table' || key === 'bench'
}

/** Folds a subject into the actor before it; false when it stands for itself. */
function joins(subject: NamedSubject, before: Draft): boolean {
  if (wears(subject, before)) return true
  if (subject.relation === 'fighting') before.figure = { ...before.figure, pose: 'fight' }
  const part = partFor(subject, before)
  if (part === undefined) return false
  before[part] = figureOf(subject)
  return true
}

/** What the subject is to the one before it. */
function partFor(subject: NamedSubject, before: Draft): 'holds' | 'plays' | 'rides' | undefined {
  const { relation, key, category } = subject
  const flowers = before.figure.key === 'vase' && isFlower(key)
  if (!before.holds && (flowers || (relation === 'holding' && canHold(before, subject)))) return 'holds'
  if (relation === 'playing' && category === 'object' && key !== 'ball') return 'plays'
  return relation === 'riding' && key !== 'wave' ? 'rides' : undefined
}

function wears(subject: NamedSubject, before: Draft): boolean {
  if (subject.relation === undefined) return false
  const dressed =
    isCharacter(before.figure) || before.subject.category === 'being' || before.subject.category === 'animal'
  if (!dressed) return false
  if (subject.key === 'hat') before.figure = { ...before.figure, hat: true }
  else if (subject.key === 'scarf') before.figure = { ...before.figure, scarf: subject.colour ?? '#d92626' }
  else return false
  return true
}

function canHold(holder: Draft, subject: NamedSubject): boolean {
  const able = isCharacter(holder.figure) || holder.subject.category === 'animal'
  return (
    able &&
    subject.count < 2 &&
    (subject.category === 'animal' || subject.category === 'object') &&
    !['fireplace', 'wave'].includes(subject.key)
  )
}

function isFlower(key: string): boolean {
  return ['flower', 'rose', 'sunflower', 'lotus', 'bouquet'].includes(key)
}

function figureOf(subject: NamedSubject): Figure {
  const old = subject.old && (subject.key === 'woman' || subject.key === 'man')
  return {
    key: old ? (subject.key === 'woman' ? 'grandmother' : 'grandfather') : subject.key,
    count: Math.max(1, Math.min(MOST_OF_A_KIND, subject.count)),
    colour: subject.colour,
    role: subject.role,
    pose: subject.pose === undefined ? undefined : POSE_OF[subject.pose],
    garment: subject.garment,
    hat: false,
    scarf: undefined,
  }
}

/** A fisherman fishes and a samurai carries a sword, unless the prompt gives them something else. */
function withTools(actor: Actor): Actor {
  const tool = { fisherman: 'rod', samurai: 'sword', knight: 'sword' }[actor.figure.role ?? '']
  if (tool === undefined || actor.holds || actor.plays || actor.rides) return actor
  return {
    ...actor,
    holds: {
      ...actor.figure,
      key: tool,
      count: 1,
      role: undefined,
      colour: undefined,
      pose: undefined,
      garment: undefined,
    },
  }
}
