/** Lets a few things happen at a time; the others wait in line. */
export interface Turns {
  take<Value>(work: () => Promise<Value>): Promise<Value>
}

export function turns(atOnce: number): Turns {
  const line: (() => void)[] = []
  let free = atOnce
  return {
    async take(work) {
      if (free === 0) await new Promise<void>((next) => line.push(next))
      else free -= 1
      try {
        return await work()
      } finally {
        const next = line.shift()
        if (next === undefined) free += 1
        else next()
      }
    },
  }
}
