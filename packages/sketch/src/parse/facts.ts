import type { SubjectCategory } from '../words/concept.ts'

/** One thing the prompt names. */
export interface NamedSubject {
  readonly category: SubjectCategory
  /** A concept's key. */
  readonly key: string
  /** As the prompt says it. */
  readonly word: string
  count: number
  colour: string | undefined
  /** How it relates to the subject named before it. */
  readonly relation: string | undefined
  /** A role's key: what a person or an animal is dressed as. */
  role: string | undefined
  pose: string | undefined
  /** What it does with a tool, as a concept's key: "reading". */
  deed: string | undefined
  /** The colour of its clothes. */
  garment: string | undefined
  readonly old: boolean
}

/** What the words of a prompt say, before anything is decided. */
export interface PromptFacts {
  readonly text: string
  readonly subjects: NamedSubject[]
  readonly places: string[]
  readonly times: string[]
  readonly weather: string[]
  readonly styles: string[]
  readonly cameras: string[]
  readonly events: string[]
  readonly topics: string[]
  readonly scenery: string[]
  readonly shapes: string[]
  /** Kinds of business, as concepts' keys. */
  readonly trades: string[]
  readonly parts: { readonly key: string; readonly colour: string | undefined }[]
  /** All colours named, in order. */
  readonly palette: string[]
  /** The colour of the background, when the prompt gives one. */
  backgroundColour: string | undefined
  /** A pose and a relation said before any subject, as in "it sleeps" or "riding a horse". */
  loosePose: string | undefined
  looseRelation: string | undefined
  looseDeed: string | undefined
  /** Text in quotation marks, to be set exactly. */
  readonly quotes: readonly string[]
  /** Words that were understood, as the prompt says them. */
  readonly matched: string[]
  readonly unknown: string[]
  /** The thing the prompt opens with, when Sketch knows no word of it. */
  readonly unknownOpening: string | undefined
}
