import { random, type Random } from '../src/random.ts'
import { CONCEPTS } from '../src/words/concept.ts'

/** Words every part of the tables knows, so that nasty prompts also reach what comes after the parser. */
const KNOWN = [...CONCEPTS.values()].flatMap(({ words }) => words.split(', ')).filter((word) => word !== '')

const MARKUP = [
  '</text><image href="file:///etc/passwd"/>',
  '<script>alert(1)</script>',
  '<svg onload="evil()">',
  ']]><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '"/><use xlink:href="http://127.0.0.1/x"/>',
  "' onclick='evil()'",
  '<style>@import url(http://127.0.0.1/x.css)</style>',
  'url(#g) url(file:///etc/passwd)',
  '<!-- --> <?xml evil?> &amp;lt;evil&gt; &#x0; &#60;evil&#62;',
] as const
const SIGNS = [
  '\u0000',
  '\u0007\u001b[31m',
  '\u202e',
  '\u2066\u2069',
  '\u200b\u200d\ufeff',
  '\ud800',
  '\udfff',
  '\uffff',
] as const
const EMOJI = ['🦄', '🔥', '👩‍👩‍👧', '🏳️‍🌈', '🇨🇭', '⚽', '❤️'] as const
const SCRIPTS = [
  'مرحبا بالعالم',
  'שלום',
  'สวัสดี',
  'हाथी',
  '고양이',
  'ねこ',
  'кошка',
  'γάτα',
  '一只猫',
  'Ｆｕｌｌ',
] as const
const FORMATS = [
  '%s%n%x',
  '{0} ${7*7} {{evil}}',
  '$(id) `id`',
  '../../../etc/passwd',
  '\\x3cevil\\x3e',
] as const
const NUMBERS = [
  '0',
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999',
  '½',
  '٣',
  '0x7f',
  'ten thousand',
  '1,000,000',
] as const
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'undefined', 'null'] as const
const FRAMES = [
  (words: string) => `Poster that says "${words}"`,
  (words: string) => `Logo called '${words}'`,
  (words: string) => `Infographic about ${words}`,
  (words: string) => `Scene 1 - ${words}; Scene 2 - ${words}`,
  (words: string) => `four panels: ${words}, ${words}, ${words}, ${words}`,
  (words: string) => `close-up portrait of ${words}, fisheye, watercolor`,
  (words: string) => words.repeat(40),
  (words: string) => words,
] as const

const KINDS: readonly [(choose: Random) => string, ...((choose: Random) => string)[]] = [
  (choose) => choose.pick(MARKUP),
  (choose) => choose.pick(SIGNS),
  (choose) => choose.pick(EMOJI),
  (choose) => choose.pick(SCRIPTS),
  (choose) => choose.pick(FORMATS),
  (choose) => choose.pick(NUMBERS),
  (choose) => choose.pick(NAMES),
  (choose) => String.fromCodePoint(...Array.from({ length: 8 }, () => choose.whole(1, 0xffff))),
  known,
  known,
  known,
  known,
]

function known(choose: Random): string {
  return KNOWN[choose.whole(0, KNOWN.length - 1)] ?? 'cat'
}

/** The prompt of this number: one to twelve pieces of any kind, in a frame of words; a few are very long. */
export function nastyPrompt(number: number): string {
  const choose = random('nasty prompts', String(number))
  const pieces = Array.from({ length: choose.whole(1, 12) }, () => choose.pick(KINDS)(choose))
  const prompt = choose.pick(FRAMES)(pieces.join(choose.pick([' ', ', ', '', ' and a ', '\n'])))
  return number % 50 === 0 ? prompt.repeat(40).slice(0, 32_000) : prompt
}
