import { shade } from '../colour.ts'
import type { Accessory, Figure } from '../plan/plan.ts'
import type { Random } from '../random.ts'
import { OUTFITS, type Outfit } from '../plan/outfits.ts'
import { hasIcon } from '../svg/icon.ts'
import { CONCEPTS } from '../words/concept.ts'

/** How one character looks; the same in every picture of a story. */
export interface Look {
  readonly key: string
  readonly human: boolean
  /** The packed icon drawn as its head. */
  readonly head: string | undefined
  readonly headColour: string | undefined
  readonly skin: string
  readonly top: string
  readonly bottom: string
  readonly shoes: string
  /** Wears a dress or a robe. */
  readonly robe: boolean
  readonly tail: boolean
  readonly role: string | undefined
  readonly hat: boolean
  readonly scarf: string | undefined
  readonly accessories: readonly Accessory[]
}

const TONES = ['light', 'medium-light', 'medium', 'medium-dark'] as const
const SKIN = {
  light: '#fadcbc',
  'medium-light': '#e0bb95',
  medium: '#bf8f68',
  'medium-dark': '#9b643d',
} as const
/** The coat of an animal whose body is drawn. */
export const FUR: Readonly<Record<string, string>> = {
  cat: '#f7b23b',
  dog: '#f5e3c8',
  fox: '#f4834a',
  bear: '#a86a48',
  panda: '#f2f2f2',
  rabbit: '#e4ddd6',
  lion: '#f2b04b',
  tiger: '#f5a83c',
  wolf: '#8f9aa3',
  koala: '#9aa5ad',
  monkey: '#8a5a44',
  penguin: '#3a4550',
  horse: '#c98b52',
  frog: '#7bb342',
  unicorn: '#f3eef7',
  robot: '#90a4ae',
  alien: '#6fbf4a',
  mouse: '#b8b4b0',
  polarbear: '#f4f6f8',
  hamster: '#e0a860',
  moose: '#7a5236',
  cow: '#f4f1ec',
  pig: '#f3a6b4',
  elephant: '#9aa7b2',
  duck: '#8a6a44',
  owl: '#8f6a48',
  squirrel: '#c07a42',
  raccoon: '#8f9096',
  vampire: '#2b2b33',
  zombie: '#5f7f58',
}
const TAILLESS = new Set([
  'vampire',
  'zombie',
  'hamster',
  'duck',
  'owl',
  'robot',
  'alien',
  'bear',
  'panda',
  'koala',
  'frog',
  'polarbear',
])
const TOPS = ['#e4572e', '#2e86ab', '#f2b134', '#6a4c93', '#3fa34d', '#ef6f8e'] as const
const BOTTOMS = ['#2f3e5c', '#5b4636', '#394b59', '#7a3e48'] as const
const ELDERS: Readonly<Record<string, string>> = { grandmother: 'old-woman', grandfather: 'old-man' }
const FEMALE = new Set(['girl', 'woman', 'queen', 'grandmother'])
const HEADS = ['woman', 'man', 'person'] as const

export function lookOf(figure: Figure, choose: Random): Look {
  const category = CONCEPTS.get(figure.key)?.category
  const tone = choose.pick(TONES)
  const any: Anyone = {
    tone,
    top: choose.pick(TOPS),
    bottom: choose.pick(BOTTOMS),
    shoes: '#3b2f2f',
    head: choose.pick(HEADS),
  }
  const look =
    category === 'person' || category === 'role' ? personLook(figure, any) : animalLook(figure, any)
  const { key, role, hat, scarf, accessories = [] } = figure
  return { ...look, key, role, hat, scarf, accessories }
}

/** What the prompt leaves open. */
interface Anyone extends Clothes {
  readonly tone: (typeof TONES)[number]
  readonly head: string
}

type OwnLook = Omit<Look, 'key' | 'role' | 'hat' | 'scarf' | 'accessories'>

function personLook(figure: Figure, any: Anyone): OwnLook {
  return {
    ...clothes(figure, any),
    human: true,
    skin: SKIN[any.tone],
    head: personHead(figure, any),
    headColour: undefined,
    robe: OUTFITS.get(figure.role ?? '')?.robe ?? (figure.role === undefined && FEMALE.has(figure.key)),
    tail: false,
  }
}

function animalLook(figure: Figure, any: Anyone): OwnLook {
  const painted = figure.role === undefined ? figure.colour : undefined
  const skin = painted ?? FUR[figure.key] ?? '#c9a27e'
  const bare = figure.role === undefined && figure.garment === undefined
  const coat: Clothes = { top: skin, bottom: skin, shoes: shade(skin, -0.25) }
  return {
    ...(bare ? coat : clothes({ ...figure, colour: undefined }, any)),
    human: false,
    skin,
    head: animalHead(figure.key),
    headColour: figure.colour,
    robe: OUTFITS.get(figure.role ?? '')?.robe ?? false,
    tail: !TAILLESS.has(figure.key) && figure.role !== 'astronaut',
  }
}

type Clothes = Pick<Look, 'top' | 'bottom' | 'shoes'>

/** What the prompt says, else what the role wears, else anything. */
function clothes(figure: Figure, any: Clothes): Clothes {
  const outfit: Outfit = OUTFITS.get(figure.role ?? '') ?? {}
  return {
    top: figure.garment ?? outfit.top ?? figure.colour ?? any.top,
    bottom: outfit.bottom ?? any.bottom,
    shoes: outfit.shoes ?? any.shoes,
  }
}

/** The face the prompt names, else the role's own, else anyone's. */
function personHead({ key, role }: Figure, { tone, head }: Anyone): string {
  const named = ELDERS[key] ?? (hasIcon(`${key}-${tone}-skin-tone`) ? key : undefined)
  const base = named ?? OUTFITS.get(role ?? '')?.head ?? head
  const toned = `${base}-${tone}-skin-tone`
  return hasIcon(toned) ? toned : base
}

function animalHead(key: string): string | undefined {
  const concept = CONCEPTS.get(key)
  return [concept?.face, `${key}-face`, concept?.icon].find(hasIcon)
}
