import { createHash } from 'node:crypto'

/** A repeatable stream of choices. */
export interface Random {
  /** 0 ≤ n < 1. */
  unit(): number
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

/**
 * The stream called `name` under `seed`. Each stage of drawing uses its own name,
 * so that a change in one stage does not reshuffle the others.
 */
export function random(seed: string, name: string): Random {
  let state = createHash('sha256').update(`${seed}|${name}`).digest().readUInt32LE(0)

  function unit(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    whole: (low, high) => Math.floor(low + (high - low + 1) * unit()),
    pick: (list) => list[Math.floor(unit() * list.length)] ?? list[0],
  }
}

/** The seed of a picture: everything that may change it, and nothing else. */
export function seedKey(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
