/** What the product promises, in the words of the verdict. */
export const PROMISES = {
  lost: 'nothing that was heard of is lost, and nothing that was bought',
  twice: 'nothing is bought twice',
  pictures: 'every picture is, byte for byte, what the upstream made for it',
  ledger: 'the ledger is what was delivered, times its price',
  doubt: 'an outcome is unknown only where no answer can have been on disk',
  told: 'whoever asked to be told is told, in order, with one body for each id',
  alive: 'every job ends, every caller is answered, and the gateway comes back by itself',
} as const
export type Promised = keyof typeof PROMISES

/** One promise that was broken once. */
export interface Breach {
  readonly promise: Promised
  /** A job, an intent, or the gateway itself. */
  readonly about: string
  readonly how: string
}

export function brokenPromises(breaches: readonly Breach[]): readonly Promised[] {
  return (Object.keys(PROMISES) as Promised[]).filter((promise) =>
    breaches.some((breach) => breach.promise === promise),
  )
}
