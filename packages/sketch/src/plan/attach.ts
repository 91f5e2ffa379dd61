import { CONCEPTS } from '../words/concept.ts'
import type { NamedSubject } from '../parse/facts.ts'
import { isCharacter } from './character.ts'
import type { Accessory, Figure } from './plan.ts'

/** What a subject is to the one before it, when it does not stand for itself. */
export type Attachment = 'holds' | 'plays' | 'rides'

/** The one a subject may belong to. */
export interface Bearer {
  readonly figure: Figure
  readonly subject: NamedSubject
  readonly holds: Figure | undefined
}

export function attachmentOf(subject: NamedSubject, bearer: Bearer): Attachment | undefined {
  if (isHeld(subject, bearer)) return 'holds'
  if (subject.relation === 'playing' && subject.category === 'object' && subject.key !== 'ball')
    return 'plays'
  return isRidden(subject, bearer) ? 'rides' : undefined
}

function isHeld(subject: NamedSubject, bearer: Bearer): boolean {
  if (subject.key === 'kite' && isCharacter(bearer.figure)) return true
  if (bearer.holds) return false
  const flowers = bearer.figure.key === 'vase' && FLOWERS.has(subject.key)
  return flowers || (subject.relation === 'holding' && canHold(bearer, subject))
}

function isRidden(subject: NamedSubject, bearer: Bearer): boolean {
  const { relation, key, word } = subject
  if (relation === 'riding' && key !== 'wave') return true
  return (SPORTS.has(key) && /(?:ing|stick|broom)$/.test(word)) || isPerched(subject, bearer)
}

/** What a drawing shows anyway: the candles of a birthday cake. */
export function isShownBy(subject: NamedSubject, { figure }: Bearer): boolean {
  return (CONCEPTS.get(figure.key)?.shows ?? '').split(', ').includes(subject.key)
}

/** A parrot on a pirate: the pirate bears the parrot, though the prompt names it later. */
export function isPerch(subject: NamedSubject, { figure }: Bearer): boolean {
  const person = ['person', 'role'].includes(subject.category) || subject.role !== undefined
  return subject.relation === 'on' && person && SMALL_BIRDS.has(figure.key)
}

export const SMALL_BIRDS: ReadonlySet<string> = new Set([
  'parrot',
  'bird',
  'owl',
  'dove',
  'crow',
  'eagle',
  'duckling',
])

const FLOWERS = new Set([
  'flower',
  'rose',
  'sunflower',
  'lotus',
  'bouquet',
  'tulip',
  'hyacinth',
  'hibiscus',
  'blossom',
])
const SEATS = new Set([
  'chair',
  'bed',
  'sofa',
  'bench',
  'log',
  'rock',
  'branch',
  'skateboard',
  'mushroom',
  'books',
  'gift',
  'pumpkin',
  'crescent',
  'globe',
  'sled',
  'canoe',
  'broom',
  'fence',
  'barrel',
])
/** "skateboarding" names the board. */
const SPORTS = new Set(['skateboard', 'bicycle', 'skis', 'canoe', 'sled', 'broom'])
const HUGGED = new Set(['tree', 'pine', 'palm'])
const TOO_LARGE = new Set(['fireplace', 'wave', 'bench', 'chair', 'bed', 'easel', 'blackboard', 'campfire'])

/** "on a chair", "in a tree", "hugging a tree": a place for one that is small enough. */
function isPerched({ key, word, relation, category }: NamedSubject, { figure, subject }: Bearer): boolean {
  const living = ['animal', 'person', 'role', 'being'].includes(subject.category)
  if (!living || figure.count > 1 || key === figure.key) return false
  if (HUGGED.has(key)) return relation === 'holding' || /^(?:in|up|from|on) |上$/.test(word)
  const mounted = category === 'vehicle' && !AIRBORNE.has(key)
  return relation === 'on' && (SEATS.has(key) || mounted)
}

const AIRBORNE = new Set(['airplane', 'helicopter', 'train', 'bus'])

function canHold({ figure, subject: holder }: Bearer, subject: NamedSubject): boolean {
  const able = isCharacter(figure) || holder.category === 'animal'
  const small = subject.category === 'animal' || subject.category === 'object'
  return able && small && subject.count < 2 && !TOO_LARGE.has(subject.key)
}

const WORN: Readonly<Record<string, Accessory>> = {
  glasses: 'glasses',
  sunglasses: 'sunglasses',
  crown: 'crown',
  headphones: 'headphones',
  ribbon: 'bow',
  cap: 'cap',
  sunhat: 'straw-hat',
}

/** The figure with what it wears; undefined for a thing that is not worn, or a figure that wears nothing. */
export function dressedIn(subject: NamedSubject, bearer: Bearer): Figure | undefined {
  const { figure } = bearer
  if (!mayWear(subject, bearer)) return undefined
  if (subject.key === 'hat') return { ...figure, hat: true }
  if (subject.key === 'scarf') return { ...figure, scarf: subject.colour ?? '#d92626' }
  const worn = subject.relation === 'next' ? undefined : WORN[subject.key]
  return worn && { ...figure, accessories: [...(figure.accessories ?? []), worn] }
}

function mayWear({ relation = '' }: NamedSubject, { figure, subject: { category } }: Bearer): boolean {
  const worn = ['wearing', 'holding', 'next'].includes(relation)
  return worn && (isCharacter(figure) || category === 'being' || category === 'animal')
}
