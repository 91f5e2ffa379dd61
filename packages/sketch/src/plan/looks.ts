/** Changes that need only the pixels, so that any picture can have them. */
export const LOOKS = [
  'brighter',
  'darker',
  'warmer',
  'cooler',
  'vivid',
  'night',
  'sunset',
  'rotate-right',
  'rotate-left',
  'upside-down',
  'mirror',
  'crop',
] as const
export type LookName = (typeof LOOKS)[number]

/** What asks for each look. Night and sunset are looks only where the sky cannot be redrawn. */
const WORDS: readonly (readonly [LookName, RegExp])[] = [
  ['brighter', /\b(?:brighter|brighten|lighten|lighter)\b|更亮|调亮|变亮/i],
  ['darker', /\b(?:darker|darken)\b|更暗|调暗|变暗/i],
  ['warmer', /\b(?:warmer|warm tones?|warm up)\b|暖/i],
  ['cooler', /\b(?:cooler|colder|cool tones?)\b|冷色/i],
  ['vivid', /\b(?:vivid|more saturated|more colou?rful|saturate)\b|鲜艳/i],
  ['upside-down', /\b(?:upside[ -]down|180)\b|倒过来/i],
  ['rotate-left', /\b(?:rotate|turn)\b[^.,;]*\b(?:left|counter|anti)|逆时针|向左旋转/i],
  ['rotate-right', /\brotat(?:e|ed|ion)\b|旋转/i],
  ['mirror', /\b(?:mirror(?:ed)?|flip(?:ped)?)\b|镜像|翻转/i],
  ['crop', /\b(?:crop(?:ped)?|zoom in)\b|裁剪|放大/i],
]

const TURNS: ReadonlySet<LookName> = new Set(['upside-down', 'rotate-left', 'rotate-right'])

/** The looks an instruction asks for; at most one of them turns the picture. */
export function looksIn(instruction: string): LookName[] {
  const found = WORDS.filter(([, words]) => words.test(instruction)).map(([name]) => name)
  const turn = found.find((name) => TURNS.has(name))
  return found.filter((name) => !TURNS.has(name) || name === turn)
}
