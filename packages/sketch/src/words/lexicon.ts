import vocabulary from '../data/vocabulary.json' with { type: 'json' }
import { CONCEPTS, type Concept } from './concept.ts'

/** What a word, or a run of up to four words, means. */
export type Meaning =
  | { readonly kind: 'concept'; readonly concept: Concept }
  | { readonly kind: 'colour'; readonly name: string; readonly hex: string }
  /** `article` for "a" and "an", which name a thing without counting it. */
  | { readonly kind: 'number'; readonly value: number; readonly article: boolean }
  /** Says how, not what ("quiet", "huge"): never missed in the picture. */
  | { readonly kind: 'manner' }
  | { readonly kind: 'filler' }
  /** A landmark: known by name, and never drawn as something else. */
  | { readonly kind: 'landmark' }

/** Names of colours and the one tone each is painted in. */
export const COLOURS: ReadonlyMap<string, string> = new Map(
  Object.entries(vocabulary.colours).map(([name, row]) => [name, row[0] ?? '#888888']),
)

export const LONGEST_PHRASE = 4

const LEXICON: ReadonlyMap<string, Meaning> = lexicon()

/** Chinese entries, longest first, for the longest match at a place. */
export const CHINESE_WORDS: readonly string[] = [...LEXICON.keys()]
  .filter((word) => /^[\u4e00-\u9fff]/.test(word))
  .toSorted((one, other) => other.length - one.length)

/** The meaning of a lower-case word or phrase; plurals in -s are found by their singular. */
export function meaningOf(phrase: string): Meaning | undefined {
  return LEXICON.get(phrase) ?? (/[^s]s$/.test(phrase) ? LEXICON.get(phrase.slice(0, -1)) : undefined)
}

function lexicon(): Map<string, Meaning> {
  return new Map([...plainWords(), ...numberWords(), ...colourWords(), ...conceptWords(), ...landmarks()])
}

type Entry = readonly [string, Meaning]

function plainWords(): Entry[] {
  const fillers = words(`${vocabulary.fillers} ${vocabulary.particles}`)
  return [
    ...fillers.map((word): Entry => [word, { kind: 'filler' }]),
    ...vocabulary.measures.split(', ').map((phrase): Entry => [phrase, { kind: 'filler' }]),
    ...words(vocabulary.manners).map((word): Entry => [word, { kind: 'manner' }]),
  ]
}

function numberWords(): Entry[] {
  return Object.entries(vocabulary.numbers).flatMap(([value, names]) =>
    words(names).map((word): Entry => [
      word,
      { kind: 'number', value: Number(value), article: word === 'a' || word === 'an' },
    ]),
  )
}

function colourWords(): Entry[] {
  return Object.entries(vocabulary.colours).flatMap(([name, [hex = '#888888', aliases = '']]) =>
    [name, ...words(aliases)].map((word): Entry => [word, { kind: 'colour', name, hex }]),
  )
}

function conceptWords(): Entry[] {
  return [...CONCEPTS.values()].flatMap((concept) =>
    concept.words
      .split(', ')
      .filter((word) => word !== '')
      .map((word): Entry => [word, { kind: 'concept', concept }]),
  )
}

function landmarks(): Entry[] {
  return vocabulary.landmarks.split(', ').map((word): Entry => [word, { kind: 'landmark' }])
}

function words(list: string): string[] {
  return list.split(' ').filter((word) => word !== '')
}
