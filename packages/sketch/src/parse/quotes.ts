import { printable } from '../svg/text.ts'

const PAIRS = [
  /"([^"]{1,60})"/g,
  /“([^”]{1,60})”/g,
  /「([^」]{1,60})」/g,
  /『([^』]{1,60})』/g,
  /(?<![\p{L}\p{N}])['‘]([^'’]{1,60})['’](?![\p{L}\p{N}])/gu,
]

/** A recipe takes no longer lettering; the patterns count an emoji as one, which is several here. */
const LONGEST = 60

/** What stands in quotation marks, at most four pieces. */
export function quotesIn(prompt: string): string[] {
  const found = PAIRS.flatMap((pair) =>
    [...prompt.matchAll(pair)].map((match) => ({ at: match.index, words: printable(match[1] ?? '') })),
  )
  return found
    .filter(({ words }) => words.length <= LONGEST && /[\p{L}\p{N}]/u.test(words))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, 4)
    .map(({ words }) => words)
}

/** The prompt without its quotes, so that lettering is not mistaken for things to draw. */
export function withoutQuotes(prompt: string): string {
  return PAIRS.reduce((rest, pair) => rest.replaceAll(pair, ' , '), prompt)
}
