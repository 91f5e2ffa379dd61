import { isSubject } from '../words/concept.ts'
import type { Token } from '../words/tokens.ts'

/**
 * The first thing the prompt names, when no word of it is known: "aardvark" in "an aardvark in the rain".
 * Undefined when the opening holds a subject, or when nothing unknown comes before the first subject.
 */
export function unknownOpening(tokens: readonly Token[]): string | undefined {
  let unknown: string[] = []
  for (const token of tokens) {
    const role = roleInPhrase(token)
    if (role === 'subject') return undefined
    if (role === 'unknown') unknown.push(token.word)
    const ends = role === 'ends' || token.startsPhrase
    if (ends && unknown.length > 0 && !isLink(token)) break
    if (ends && isLink(token)) unknown = [...unknown]
  }
  return unknown.length === 0 ? undefined : unknown.slice(0, 4).join(' ')
}

function roleInPhrase({ meaning }: Token): 'subject' | 'unknown' | 'inside' | 'ends' {
  if (!meaning || meaning.kind === 'landmark') return 'unknown'
  if (meaning.kind !== 'concept') return meaning.kind === 'filler' ? 'ends' : 'inside'
  if (isSubject(meaning.concept.category)) return 'subject'
  const { category } = meaning.concept
  return ['topic', 'shape', 'event', 'scenery', 'part', 'trade'].includes(category)
    ? 'subject'
    : category === 'style'
      ? 'inside'
      : 'ends'
}

/** "the majesty of a lion" opens with the lion. */
function isLink(token: Token): boolean {
  return token.word === 'of' || token.word === 'the' || token.word === '的'
}
