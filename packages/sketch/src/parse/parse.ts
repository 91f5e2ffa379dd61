import { CONCEPTS, isSubject, type Concept } from '../words/concept.ts'
import { tokens, type Token } from '../words/tokens.ts'
import type { NamedSubject, PromptFacts } from './facts.ts'
import { addSubject, type Noun } from './name-subject.ts'
import { unknownOpening } from './opening.ts'
import type { Pending } from './pending.ts'
import { quotesIn, withoutQuotes } from './quotes.ts'

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
    trades: [],
    parts: [],
    palette: [],
    backgroundColour: undefined,
    loosePose: undefined,
    looseRelation: undefined,
    looseDeed: undefined,
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
  if (!meaning || meaning.kind === 'landmark') {
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
  if (word === 'background' || word === 'backdrop' || word === '背景') takeBackground(facts, pending)
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
  deed: setDeed,
  event: (_key, facts, pending) => {
    if (facts.subjects.length > 0) pending.relation ??= 'holding'
  },
  trade: (key, facts) => {
    const { place } = CONCEPTS.get(key) ?? {}
    if (place !== undefined && !facts.places.includes(place)) facts.places.push(place)
  },
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
  const subject = key === 'flying' ? facts.subjects.at(-1) : doer(facts)
  if (subject) subject.pose = key
  else facts.loosePose = key
}

/** Who sits or reads: the last one alive, as in "a cat by the window reading"; else the last thing named. */
function doer({ subjects }: PromptFacts): NamedSubject | undefined {
  const living = subjects.findLast(
    ({ category, role }) => role !== undefined || ['person', 'animal', 'being', 'group'].includes(category),
  )
  return living ?? subjects.at(-1)
}

/** "reading a map" holds the map; "reading" alone holds a book. */
function setDeed(key: string, facts: PromptFacts, pending: Pending): void {
  const subject = doer(facts)
  if (subject) subject.deed = key
  else facts.looseDeed = key
  pending.relation = ALONGSIDE.has(key) ? 'next' : 'holding'
}

/** Deeds done to another, who stands for itself. */
const ALONGSIDE = new Set(['rescuing', 'catching', 'feeding', 'following', 'building', 'leaning', 'planting'])

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
    trade: facts.trades,
  }
  return lists[concept.category]
}
