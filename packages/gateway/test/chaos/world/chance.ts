/** Throws of a die that fall the same way for the same seed. */
export interface Chance {
  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number
  oneIn(times: number): boolean
  among<const T>(choices: readonly [T, ...T[]]): T
  /** Another die, with throws of its own: what one part of a run throws does not change what another does. */
  fork(): Chance
}

/** Mulberry32: 32 bits of state are plenty for who crashes when. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    oneIn: (times) => below(times) === 0,
    among: (choices) => choices[below(choices.length)] ?? choices[0],
    fork: () => chance(below(2 ** 32)),
  }
}
