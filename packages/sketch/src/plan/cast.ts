import type { NamedSubject } from '../parse/facts.ts'
import { CONCEPTS } from '../words/concept.ts'
import { attachmentOf, dressedIn, isPerch, isShownBy } from './attach.ts'
import { isCharacter } from './character.ts'
import { OUTFITS } from './outfits.ts'
import { POSES, type Actor, type Figure, type Pose } from './plan.ts'

const POSE_OF: Readonly<Record<string, Pose>> = {
  flying: 'fly',
  lying: 'lie',
  sleeping: 'sleep',
  sitting: 'sit',
  running: 'walk',
  walking: 'walk',
  swimming: 'swim',
  waking: 'wave',
  dancing: 'dance',
  jumping: 'jump',
  pointing: 'point',
  meditating: 'kneel',
  perching: 'sit',
  knitting: 'knit',
  standing: 'stand',
  fighting: 'fight',
}

const MOST_ACTORS = 8
const MOST_OF_A_KIND = 12

/** Draft of an actor while the prompt's relations are folded into it. */
interface Draft {
  figure: Figure
  subject: NamedSubject
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
    .map(({ figure, subject, holds, plays, rides }) =>
      withTool({ figure, holds, plays, rides }, subject.deed),
    )
}

function members(subject: NamedSubject): NamedSubject[] {
  if (subject.category !== 'group') return [subject]
  const size = subject.key === 'couple' ? 2 : /three/.test(subject.word) ? 3 : 4
  const people = ['man', 'woman', 'girl', 'boy'].slice(0, size)
  return people.map((key) => ({ ...subject, category: 'person', key, count: 1, relation: undefined }))
}

function isStageProp({ key }: NamedSubject): boolean {
  return key === 'table'
}

/** Folds a subject into the actor before it; false when it stands for itself. */
function joins(subject: NamedSubject, before: Draft): boolean {
  if (isShownBy(subject, before)) return true
  const dressed = dressedIn(subject, before)
  if (dressed) {
    before.figure = dressed
    return true
  }
  if (subject.relation === 'fighting') before.figure = { ...before.figure, pose: 'fight' }
  if (isPerch(subject, before)) {
    before.holds = before.figure
    before.figure = figureOf(subject)
    before.subject = subject
    return true
  }
  const part = attachmentOf(subject, before)
  if (part === undefined) return false
  before[part] = figureOf(subject)
  return true
}

function figureOf(subject: NamedSubject): Figure {
  const old = subject.old && (subject.key === 'woman' || subject.key === 'man')
  return {
    key: old ? (subject.key === 'woman' ? 'grandmother' : 'grandfather') : subject.key,
    count: Math.max(1, Math.min(MOST_OF_A_KIND, subject.count)),
    colour: subject.colour,
    role: subject.role,
    pose: poseOf(subject),
    garment: subject.garment,
    hat: false,
    scarf: undefined,
  }
}

/** A fisherman fishes, a knight carries a sword and a reader reads a book, unless the prompt gives them something else. */
function withTool(actor: Actor, deed: string | undefined): Actor {
  const tool = CONCEPTS.get(deed ?? '')?.tool ?? OUTFITS.get(actor.figure.role ?? '')?.tool
  const busy = actor.holds ?? actor.plays ?? actor.rides
  if (tool === undefined || busy) return actor
  return hasHands(actor.figure) ? { ...actor, holds: bare(tool) } : actor
}

function hasHands(figure: Figure): boolean {
  return isCharacter(figure) || CONCEPTS.get(figure.key)?.category === 'animal'
}

/** A figure of which nothing but its kind is known. */
export function bare(key: string): Figure {
  return {
    key,
    count: 1,
    colour: CONCEPTS.get(key)?.colour,
    role: undefined,
    pose: undefined,
    garment: undefined,
    hat: false,
    scarf: undefined,
  }
}

function poseOf({ pose, deed }: NamedSubject): Pose | undefined {
  const named = pose === undefined ? undefined : POSE_OF[pose]
  return named ?? POSES.find((known) => known === CONCEPTS.get(deed ?? '')?.pose)
}
