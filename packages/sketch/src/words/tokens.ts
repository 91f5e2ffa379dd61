import { LONGEST_PROMPT } from '../limits.ts'
import { CHINESE_WORDS, LONGEST_PHRASE, meaningOf, type Meaning } from './lexicon.ts'

export interface Token {
  /** As it stands in the prompt, in lower case. */
  readonly word: string
  /** Undefined for a word Sketch does not know. */
  readonly meaning: Meaning | undefined
  /** True after a comma, a full stop or another mark that ends a phrase. */
  readonly startsPhrase: boolean
}

const HAN = /[\u4e00-\u9fff]/

const MOST_TOKENS = 600

/** The words of a prompt, longest match first (up to four English words, any Chinese run). */
export function tokens(prompt: string): Token[] {
  const found: Token[] = []
  for (const { words, afterMark } of phrases(prompt.slice(0, LONGEST_PROMPT).toLowerCase())) {
    for (let at = 0; at < words.length && found.length < MOST_TOKENS;) {
      const { word, meaning, length } = longestMatch(words, at)
      found.push({ word, meaning, startsPhrase: afterMark && at === 0 })
      at += length
    }
  }
  return found
}

function longestMatch(
  words: readonly string[],
  at: number,
): { word: string; meaning: Meaning | undefined; length: number } {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const word = words.slice(at, at + length).join(' ')
    const meaning = meaningOf(word) ?? countedBy(word)
    if (meaning) return { word, meaning, length }
  }
  return { word: words[at] ?? '', meaning: undefined, length: 1 }
}

function countedBy(word: string): Meaning | undefined {
  if (!/^\d{1,2}$/.test(word) || Number(word) === 0 || Number(word) > 12) return undefined
  return { kind: 'number', value: Number(word), article: false }
}

function phrases(prompt: string): { words: string[]; afterMark: boolean }[] {
  const plain = prompt.replaceAll(/[’']s\b/g, '').replaceAll(/[\p{Cf}\p{Cc}]/gu, ' ')
  return plain.split(/[,.;:!?()\n，。；：！？、—–|]+| - /u).map((phrase, at) => ({
    words: (phrase.match(/[\u4e00-\u9fff]+|[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu) ?? []).flatMap((run) =>
      HAN.test(run) ? chineseWords(run) : [run],
    ),
    afterMark: at > 0,
  }))
}

/** Cuts a run of Chinese into known words; what lies between them stays one unknown word. */
function chineseWords(run: string): string[] {
  const words: string[] = []
  let unknown = ''
  for (let at = 0; at < run.length;) {
    const known = CHINESE_WORDS.find((word) => run.startsWith(word, at))
    if (known === undefined) {
      unknown += run[at] ?? ''
      at += 1
      continue
    }
    if (unknown !== '') words.push(unknown)
    unknown = ''
    words.push(known)
    at += known.length
  }
  return unknown === '' ? words : [...words, unknown]
}
