/** What a scripted upstream does with one request instead of simply drawing. */
export type Behaviour = Refuse | Say | Reset | Draw

/** Says no in its own envelope; nothing is bought. */
export interface Refuse {
  readonly kind: 'refuse'
  readonly status: number
  readonly code: string
  readonly message?: string
  readonly param?: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Any answer at all, as a proxy on the way would give it. */
export interface Say {
  readonly kind: 'say'
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** Had the pictures been made by then? */
  readonly bought?: boolean
}

/** Closes the connection instead of answering. */
export interface Reset {
  readonly kind: 'reset'
  readonly bought: boolean
}

/** Draws, but not quite as asked. */
export interface Draw {
  readonly kind: 'draw'
  /** Each picture waits for its turn. */
  readonly gate?: Gate
  /** Milliseconds that each picture takes. */
  readonly delayMs?: number
  /** Place → the upstream's word for why nothing came there. */
  readonly failures?: Readonly<Record<number, string>>
  /** Makes this many at most. */
  readonly pictures?: number
  /** Streams only: closes the connection after this many events, all pictures being bought. */
  readonly cutAfter?: number
}

/** A test's hand on the clock: pictures are ready when it says so. */
export interface Gate {
  /** Lets `pictures` more through; all from now on by default. */
  open(pictures?: number): void
  /** Resolves when it is the next one's turn; false when the waiting was given up. */
  pass(signal: AbortSignal): Promise<boolean>
}

export function gate(): Gate {
  let free = 0
  let waiting: (() => void)[] = []
  const wake = (): void => {
    const woken = waiting
    waiting = []
    for (const resume of woken) resume()
  }
  return {
    open: (pictures = Number.POSITIVE_INFINITY) => {
      free += pictures
      wake()
    },
    pass: async (signal) => {
      signal.addEventListener('abort', wake, { once: true })
      while (free <= 0 && !signal.aborted) await new Promise<void>((resume) => waiting.push(resume))
      free -= 1
      return !signal.aborted
    },
  }
}

/** Behaviours in the order they will be used; after the last, `otherwise`. */
export interface Script {
  readonly next: (...behaviours: readonly Behaviour[]) => void
  /** For every request that no `next` is left for, by its prompt if need be; undefined: draws as asked. */
  readonly otherwise: (behaviour: Behaviour | ((prompt: string) => Behaviour) | undefined) => void
}

export function script(): Script & { take(prompt: string): Behaviour } {
  const queue: Behaviour[] = []
  let rest: (prompt: string) => Behaviour = () => ({ kind: 'draw' })
  return {
    next: (...behaviours) => {
      queue.push(...behaviours)
    },
    otherwise: (behaviour = { kind: 'draw' }) => {
      rest = typeof behaviour === 'function' ? behaviour : () => behaviour
    },
    take: (prompt) => queue.shift() ?? rest(prompt),
  }
}

/** What was received so far, and a way to wait for more. */
export interface Arrivals<T> {
  readonly all: readonly T[]
  add(arrival: T): void
  /** Resolves when there are `count` in all. */
  readonly received: (count: number) => Promise<void>
}

export function arrivals<T>(): Arrivals<T> {
  const all: T[] = []
  let waiting: (() => void)[] = []
  return {
    all,
    add: (arrival) => {
      all.push(arrival)
      const woken = waiting
      waiting = []
      for (const resume of woken) resume()
    },
    received: async (count) => {
      while (all.length < count) await new Promise<void>((resume) => waiting.push(resume))
    },
  }
}
