import type { Intent } from '../intents.ts'

/** What one caller came to know. */
export interface Heard {
  readonly intent: Intent
  /** Every job he was told of. */
  readonly jobs: ReadonlySet<string>
  readonly outcome: Outcome
  /** He was told that his job will be cancelled. */
  readonly cancelled: boolean
  /** What no gateway may do to a caller, as it happened. */
  readonly complaints: readonly string[]
}

export type Outcome =
  | { readonly kind: 'pictures'; readonly pictures: readonly HeardPicture[] }
  /** A definite no, or the word that nobody knows. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string }
  /** He has no way to ask twice and the connection broke. */
  | { readonly kind: 'left' }
  /** He would have gone on, but it took too long. */
  | { readonly kind: 'tired' }

export interface HeardPicture {
  /** undefined: he was given the bytes. */
  readonly address: string | undefined
  readonly sha256: string
}

/** Where a caller keeps what he hears while he is at it. */
export interface Notes {
  readonly jobs: Set<string>
  readonly complaints: string[]
}
