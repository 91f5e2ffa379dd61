/** Time and chance, so that tests can hold both. */
export interface Clock {
  /** Epoch ms. */
  now(): number
}
