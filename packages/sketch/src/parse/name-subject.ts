import { CONCEPTS, type Concept, type SubjectCategory } from '../words/concept.ts'
import { COLOURS } from '../words/lexicon.ts'
import type { Token } from '../words/tokens.ts'
import type { NamedSubject, PromptFacts } from './facts.ts'
import type { Pending } from './pending.ts'

/** A noun and what it means. */
export interface Noun {
  readonly token: Token
  readonly concept: Concept
  readonly category: SubjectCategory
}

/** Lists the thing a noun names, with the words that waited for it. */
export function addSubject(named: Noun, facts: PromptFacts, pending: Pending): void {
  const before = facts.subjects.at(-1)
  const parent = parentOf(named, before)
  const noun = parent ?? named
  if (before && !parent && joined(noun, before, pending)) return
  const costume = before && isCostume(before, noun, pending) ? before.role : undefined
  if (before && (costume !== undefined || isYoung(before, noun, pending))) facts.subjects.pop()
  facts.subjects.push(subjectOf(noun, pending, { first: !before, costume }))
  Object.assign(pending, {
    colour: undefined,
    count: undefined,
    relation: undefined,
    garment: undefined,
    old: false,
  })
}

/** True when the noun says more of the subject before it. */
function joined(noun: Noun, before: NamedSubject, pending: Pending): boolean {
  if (!continues(noun, before, pending)) return false
  if (noun.category === 'role' && before.category !== 'role') before.role = noun.concept.key
  return true
}

function subjectOf(
  { token, concept, category }: Noun,
  pending: Pending,
  { first, costume }: { first: boolean; costume: string | undefined },
): NamedSubject {
  const own = isOwnColour(concept.key, pending.colour) ? undefined : (pending.colour ?? concept.colour)
  return {
    category,
    key: concept.key,
    word: token.word,
    count: pending.count ?? (isPlural(token.word, concept) ? 3 : 1),
    colour: own,
    relation: first ? undefined : pending.relation,
    role: category === 'role' ? concept.key : costume,
    pose: undefined,
    deed: undefined,
    garment: pending.garment,
    old: pending.old,
  }
}

/** "ducklings and their mother": a grown animal of the same kind. */
function parentOf({ token }: Noun, before: NamedSubject | undefined): Noun | undefined {
  if (before?.category !== 'animal' || !/^(?:mother|mom|mum|father|dad|parent|妈妈|爸爸)$/.test(token.word))
    return undefined
  const concept = CONCEPTS.get(before.key === 'duckling' ? 'duck' : before.key)
  return concept && { token, concept, category: 'animal' }
}

/** "superhero cat": a cat dressed up, not a superhero and a cat. */
function isCostume(before: NamedSubject, { category, token }: Noun, { previous }: Pending): boolean {
  return (
    before.category === 'role' &&
    category === 'animal' &&
    previous?.word === before.word &&
    !token.startsPhrase
  )
}

/** "baby elephant": a young one of its kind, not a child beside it. */
function isYoung(before: NamedSubject, { category, token }: Noun, { previous }: Pending): boolean {
  return (
    before.key === 'baby' && category === 'animal' && previous?.word === before.word && !token.startsPhrase
  )
}

/** "cat astronaut" is one being; "the cat … the cat" is the same one again. */
function continues({ token, concept }: Noun, before: NamedSubject, pending: Pending): boolean {
  if (concept.category === 'role') {
    return (
      pending.previous?.word === before.word &&
      !token.startsPhrase &&
      ['animal', 'being', 'person', 'role'].includes(before.category)
    )
  }
  return before.key === concept.key && pending.count === undefined && !isPlural(token.word, concept)
}

/** A word is a plural when its singular is a word for the same thing: "dogs", but not "Santa Claus". */
function isPlural(word: string, concept: Concept): boolean {
  if (concept.category === 'group' || concept.single === true || word === concept.key) return false
  if (/(?:children|men|women|people|mice|wolves|geese|们)$/.test(word)) return true
  const known = concept.words.split(', ')
  const singulars = [
    word.slice(0, -1),
    word.slice(0, -2),
    word.replace(/ies$/, 'y'),
    word.replace(/ves$/, 'f'),
  ]
  return word.endsWith('s') && singulars.some((singular) => singular !== word && known.includes(singular))
}

/** "red panda" and "brown bear" name a kind, not a coat of paint. */
function isOwnColour(key: string, colour: string | undefined): boolean {
  const named = ({ fox: 'red', panda: 'red', bear: 'brown' } as Record<string, string>)[key]
  return named !== undefined && colour === COLOURS.get(named)
}
