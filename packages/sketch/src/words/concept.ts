import concepts from '../data/concepts.json' with { type: 'json' }

/** Kinds of thing that can stand in a picture. */
export const SUBJECT_CATEGORIES = [
  'animal',
  'person',
  'being',
  'role',
  'group',
  'object',
  'vehicle',
  'building',
  'furniture',
  'plant',
] as const
const SETTING_CATEGORIES = [
  'place',
  'time',
  'weather',
  'style',
  'camera',
  'light',
  'cloth',
  'part',
  'relation',
  'pose',
  'event',
  'topic',
  'scenery',
  'shape',
  'deed',
  'trade',
] as const

export type SubjectCategory = (typeof SUBJECT_CATEGORIES)[number]
export type SettingCategory = (typeof SETTING_CATEGORIES)[number]

/** One row of `data/concepts.json`: an idea, the words for it, and what shows it. */
export interface Concept {
  readonly category: SubjectCategory | SettingCategory
  /** The idea's own name; unique. */
  readonly key: string
  /** The packed icon of the whole thing. */
  readonly icon?: string
  /** The packed icon of its face alone. */
  readonly face?: string
  /** The drawing in `props/` that shows it. */
  readonly drawn?: string
  /** Stage units (the stage is 1000 high) in a group of three; undefined means 300. */
  readonly height?: number
  /** Where it is when the prompt does not say. */
  readonly habitat?: 'air' | 'water'
  /** The colour it has unless the prompt gives another. */
  readonly colour?: string
  /** One drawing whatever the word's ending: headphones, noodles, a bunch of grapes. */
  readonly single?: boolean
  /** Keys of other things its drawing already shows, separated by ", ": a birthday cake has its candles. */
  readonly shows?: string
  /** What one holds for a deed: a book for reading. A concept's key. */
  readonly tool?: string
  /** The pose of a deed. */
  readonly pose?: string
  /** What stands for a trade on its sign: a croissant for a bakery. A concept's key. */
  readonly mark?: string
  /** Where a trade is at home. */
  readonly place?: string
  /** English (lower case, one to four words) and Chinese, separated by ", ". */
  readonly words: string
}

const CATEGORIES: ReadonlySet<string> = new Set([...SUBJECT_CATEGORIES, ...SETTING_CATEGORIES])
const SUBJECTS: ReadonlySet<string> = new Set(SUBJECT_CATEGORIES)

export const CONCEPTS: ReadonlyMap<string, Concept> = new Map(concepts.map((row) => [row.key, concept(row)]))

export function isSubject(category: string): category is SubjectCategory {
  return SUBJECTS.has(category)
}

function concept(row: (typeof concepts)[number]): Concept {
  if (!CATEGORIES.has(row.category))
    throw new Error(`concepts.json: ${row.key} has the unknown category ${row.category}`)
  return row as Concept
}
