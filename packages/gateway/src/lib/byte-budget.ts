/** Room for bytes that must be held in memory at the same time, across all requests. */
export interface ByteBudget {
  /** Takes room, or answers false at once when there is none. */
  take(bytes: number): boolean
  give(bytes: number): void
  readonly taken: number
}

export function byteBudget(maxBytes: number): ByteBudget {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > maxBytes) return false
      taken += bytes
      return true
    },
    give(bytes) {
      taken = Math.max(0, taken - bytes)
    },
    get taken() {
      return taken
    },
  }
}
