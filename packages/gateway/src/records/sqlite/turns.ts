/** First come, first served: between a `take` that resolved and its `pass`, nobody else's `take` resolves. */
export interface Turns {
  take(): Promise<void>
  pass(): void
}

export function turns(): Turns {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    async take() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve))
      taken = true
    },
    pass() {
      const next = waiting.shift()
      if (next) next()
      else taken = false
    },
  }
}
