import { num, type Style } from './shapes.ts'

/** Latin text is set in Inter, everything else in Noto Sans SC; both are shipped. */
export const FONT_FAMILIES = 'Inter, Noto Sans SC'

export interface Lettering {
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly size: number
  readonly fill: string
  readonly weight?: 400 | 700 | 800
  readonly align?: 'start' | 'middle' | 'end'
  readonly style?: Style
}

/** One line of text, escaped. Nothing a user wrote reaches the drawing by any other way. */
export function text(
  words: string,
  { x, y, size, fill, weight = 400, align = 'start', style = {} }: Lettering,
): string {
  const extra = Object.entries(style)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')
  const font = `font-family="${FONT_FAMILIES}" font-weight="${weight}" font-size="${num(size)}"`
  const at = `x="${num(x)}" y="${num(y)}" text-anchor="${align}"`
  return `<text ${at} ${font} fill="${fill}"${extra}>${escaped(words)}</text>`
}

/** Safe as element text and as an attribute value; what XML forbids is dropped. */
export function escaped(words: string): string {
  return printable(words)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Without control characters, lone surrogates and the marks that turn the direction of text. */
export function printable(words: string): string {
  return words
    .replaceAll(/\p{C}|\uFFFD|\uFE0F/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Without what the shipped fonts have no letters for: emoji, and scripts other than Latin, Greek, Cyrillic and Chinese. */
export function typeable(words: string): string {
  return printable(
    words.replaceAll(
      /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}\p{N}\p{P}\p{Zs}$+<=>|~^`€£¥]/gu,
      ' ',
    ),
  )
}

/** About how wide a line is at font size 1; errs on the wide side. */
export function lineWidth(words: string, weight: 400 | 700 | 800 = 400): number {
  const bold = weight === 400 ? 1 : 1.07
  let width = 0
  for (const character of words) width += characterWidth(character)
  return width * bold
}

function characterWidth(character: string): number {
  if ((character.codePointAt(0) ?? 0) > 0x2e7f) return 1
  if (/[ijl.,:;'|! ]/.test(character)) return 0.3
  if (/[mwMW@%]/.test(character)) return 0.92
  if (/[ftr()\-[\]"]/.test(character)) return 0.42
  return /[A-Z0-9&]/.test(character) ? 0.7 : 0.6
}

/** Lines of at most `width` ems, at most `limit` of them; the last one ends in "…" when words are left over. */
export function wrapped(words: string, width: number, limit: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of unbrokenRuns(words, width)) {
    const longer = line === '' ? word.trimStart() : line + word
    if (line !== '' && lineWidth(longer) > width) {
      lines.push(line.trimEnd())
      line = word.trimStart()
    } else {
      line = longer
    }
    if (lines.length > limit) break
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= limit) return lines
  return [...lines.slice(0, limit - 1), `${(lines[limit - 1] ?? '').slice(0, -1)}…`]
}

/** Words with the space before them; scripts without spaces, and words too long for a line, break anywhere. */
function unbrokenRuns(words: string, width: number): string[] {
  const runs = printable(words).match(/ ?[\u2e80-\uffdc]| ?[^\s\u2e80-\uffdc]+/gu) ?? []
  const longest = Math.max(4, Math.floor(width / 0.7))
  return runs.flatMap((run) => (run.length <= longest ? [run] : (run.match(/.{1,12}/gsu) ?? [])))
}
