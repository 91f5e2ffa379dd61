import { isSubject, type Concept, type SubjectCategory } from '../words/concept.ts'
import { COLOURS } from '../words/lexicon.ts'
import { tokens, type Token } from '../words/tokens.ts'
import type { NamedSubject, PromptFacts } from './facts.ts'
import { unknownOpening } from './opening.ts'
import { quotesIn, withoutQuotes } from './quotes.ts'

/** Words waiting for the noun they belong to. */
interface Pending {
  colour: string | undefined
  count: number | undefined
  relation: string | undefined
  /** "red dress" before the one who wears it, as Chinese says it. */
  garment: string | undefined
  old: boolean
  /** The token read just before this one. */
  previous: Token | undefined
}

/** Reads a prompt with the word table. Order decides: a colour, a number and a relation belong to the next noun. */
export function parse(prompt: string): PromptFacts {
  const read = tokens(withoutQuotes(prompt))
  const facts: PromptFacts = {
    text: prompt,
    subjects: [],
    places: [],
    times: [],
    weather: [],
    styles: [],
    cameras: [],
    events: [],
    topics: [],
    scenery: [],
    shapes: [],
    parts: [],
    palette: [],
    backgroundColour: undefined,
    loosePose: undefined,
    looseRelation: undefined,
    quotes: quotesIn(prompt),
    matched: [],
    unknown: [],
    unknownOpening: unknownOpening(read),
  }
  const pending: Pending = {
    colour: undefined,
    count: undefined,
    relation: undefined,
    garment: undefined,
    old: false,
    previous: undefined,
  }
  for (const token of read) {
    note(token, facts, pending)
    pending.previous = token
  }
  return facts
}

function note(token: Token, facts: PromptFacts, pending: Pending): void {
  const { meaning, word } = token
  if (!meaning) {
    facts.unknown.push(word)
    return
  }
  switch (meaning.kind) {
    case 'colour':
      pending.colour = meaning.hex
      facts.palette.push(meaning.hex)
      facts.matched.push(word)
      return
    case 'number':
      if (!meaning.article) pending.count = meaning.value
      return
    case 'manner':
      pending.old ||= word === 'old' || word === 'elderly'
      return
    case 'filler':
      noteFiller(word, facts, pending)
      return
    case 'concept':
      facts.matched.push(word)
      noteConcept({ token, concept: meaning.concept }, facts, pending)
  }
}

function noteFiller(word: string, facts: PromptFacts, pending: Pending): void {
  if (word === 'background' || word === 'backdrop') takeBackground(facts, pending)
  if (/^(images|pictures|photos|panels|scenes|shots)$/.test(word)) pending.count = undefined
}

function noteConcept({ token, concept }: Omit<Noun, 'category'>, facts: PromptFacts, pending: Pending): void {
  const { category } = concept
  if (isSubject(category)) addSubject({ token, concept, category }, facts, pending)
  else addSetting(concept, facts, pending)
}

/** "on a black background": the colour just before the word is the background's. */
function takeBackground(facts: PromptFacts, pending: Pending): void {
  if (pending.colour === undefined || pending.previous?.meaning?.kind !== 'colour') return
  facts.backgroundColour = pending.colour
  pending.colour = undefined
}

/** A noun and what it means. */
interface Noun {
  readonly token: Token
  readonly concept: Concept
  readonly category: SubjectCategory
}

function addSubject(noun: Noun, facts: PromptFacts, pending: Pending): void {
  const { token, concept, category } = noun
  const before = facts.subjects.at(-1)
  if (before && continues(noun, before, pending)) {
    if (concept.category === 'role') before.role = concept.key
    return
  }
  facts.subjects.push({
    category,
    key: concept.key,
    word: token.word,
    count: pending.count ?? (isPlural(token.word, concept) ? 3 : 1),
    colour: isOwnColour(concept.key, pending.colour) ? undefined : (pending.colour ?? concept.colour),
    relation: before ? pending.relation : undefined,
    role: concept.category === 'role' ? concept.key : undefined,
    pose: undefined,
    garment: pending.garment,
    old: pending.old,
  })
  Object.assign(pending, {
    colour: undefined,
    count: undefined,
    relation: undefined,
    garment: undefined,
    old: false,
  })
}

/** "cat astronaut" is one being; "the cat … the cat" is the same one again. */
function continues({ token, concept }: Noun, before: NamedSubject, pending: Pending): boolean {
  if (concept.category === 'role') {
    return (
      pending.previous?.word === before.word &&
      !token.startsPhrase &&
      ['animal', 'being', 'person'].includes(before.category)
    )
  }
  return before.key === concept.key && pending.count === undefined && !isPlural(token.word, concept)
}

function isPlural(word: string, concept: Concept): boolean {
  if (concept.category === 'group' || word === concept.key) return false
  return /[^s]s$/.test(word) || /(children|men|women|people|mice|wolves|sheep)$/.test(word)
}

/** "red panda" and "brown bear" name a kind, not a coat of paint. */
function isOwnColour(key: string, colour: string | undefined): boolean {
  const named = ({ fox: 'red', panda: 'red', bear: 'brown' } as Record<string, string>)[key]
  return named !== undefined && colour === COLOURS.get(named)
}

function addSetting(concept: Concept, facts: PromptFacts, pending: Pending): void {
  const { key, category } = concept
  SPECIAL[category]?.(key, facts, pending)
  const list = listFor(concept, facts)
  if (list && !list.includes(key)) list.push(key)
}

type Effect = (key: string, facts: PromptFacts, pending: Pending) => void

/** What a word does besides being listed. */
const SPECIAL: Partial<Record<Concept['category'], Effect>> = {
  relation: (key, facts, pending) => {
    pending.relation = key
    if (facts.subjects.length === 0) facts.looseRelation = key
    if (key === 'over') setPose('flying', facts)
  },
  pose: setPose,
  cloth: (_key, facts, pending) => dress(facts, pending),
  part: (key, facts, pending) => {
    facts.parts.push({ key, colour: pending.colour })
    pending.colour = undefined
  },
  place: (_key, _facts, pending) => {
    pending.count = undefined
    pending.relation = undefined
  },
  style: (_key, _facts, pending) => {
    pending.count = undefined
  },
}

function setPose(key: string, facts: PromptFacts): void {
  const subject = facts.subjects.at(-1)
  if (subject) subject.pose = key
  else facts.loosePose = key
}

/** "in a red dress": the clothes of the last one who wears any. */
function dress(facts: PromptFacts, pending: Pending): void {
  const wearer = facts.subjects.findLast(
    ({ category, role }) => role !== undefined || ['person', 'animal', 'being'].includes(category),
  )
  if (wearer && pending.colour !== undefined) wearer.garment = pending.colour
  else if (!wearer) pending.garment = pending.colour
  Object.assign(pending, { colour: undefined, relation: undefined })
}

function listFor(concept: Concept, facts: PromptFacts): string[] | undefined {
  const lists: Partial<Record<Concept['category'], string[]>> = {
    place: facts.places,
    time: facts.times,
    weather: facts.weather,
    style: facts.styles,
    camera: facts.cameras,
    event: facts.events,
    topic: facts.topics,
    scenery: facts.scenery,
    shape: facts.shapes,
  }
  return lists[concept.category]
}
