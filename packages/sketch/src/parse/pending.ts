import type { Token } from '../words/tokens.ts'

/** Words waiting for the noun they belong to. */
export interface Pending {
  colour: string | undefined
  count: number | undefined
  relation: string | undefined
  /** "red dress" before the one who wears it, as Chinese says it. */
  garment: string | undefined
  old: boolean
  /** The token read just before this one. */
  previous: Token | undefined
}
