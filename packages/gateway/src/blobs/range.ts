export interface Range {
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

/** Ranges come from code that knows the blob's size; a crooked one is a bug, not a caller's mistake. */
export function requireRange({ start, end }: Range): void {
  const right = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end
  if (!right)
    throw new RangeError(`A byte range runs from 0 or more to its end or more, not ${start} to ${end}.`)
}
