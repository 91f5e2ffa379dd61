/** Where the choices of a picture come from. */
export interface Seeds {
  /** For everything but the characters. */
  readonly scene: string
  /** For the characters; the same in all pictures of a story. */
  readonly cast: string
}
