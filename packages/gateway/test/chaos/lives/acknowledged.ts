/**
 * What the gateway's processes have said to be on disk, over all their lives. All of it is; there may be more, because
 * a process can be killed before it has said so.
 */
export interface Acknowledged {
  /** Of an ask as it stands: a reset begins it anew. */
  ask(jobId: string, part: number): AskOnDisk
  /** Writes of this name about this. */
  count(write: string, about: string): number
}

export interface AskOnDisk {
  readonly state: 'asked' | 'reset' | undefined
  /** The life in which it came to that. */
  readonly since: number | undefined
  readonly ticket: 'complete' | 'partial' | undefined
  /** `well`, or the code of its fault. */
  readonly answer: { readonly words: string; readonly life: number } | undefined
}

export interface Listening extends Acknowledged {
  /** A line as the process said it, in the `life`-th life. */
  hear(line: string, life: number): void
}

const NEVER: AskOnDisk = { state: undefined, since: undefined, ticket: undefined, answer: undefined }

export function acknowledged(): Listening {
  const asks = new Map<string, AskOnDisk>()
  const counts = new Map<string, number>()
  return {
    ask: (jobId, part) => asks.get(`${jobId} ${part}`) ?? NEVER,
    count: (write, about) => counts.get(`${write} ${about}`) ?? 0,
    hear: (line, life) => {
      counts.set(line, (counts.get(line) ?? 0) + 1)
      const [write = '', jobId = '', part = '', words = ''] = line.split(' ')
      if (!write.startsWith('asks.')) return
      const ask = `${jobId} ${part}`
      asks.set(ask, written(asks.get(ask) ?? NEVER, { write, words, life }))
    },
  }
}

function written(
  ask: AskOnDisk,
  { write, words, life }: { readonly write: string; readonly words: string; readonly life: number },
): AskOnDisk {
  switch (write) {
    case 'asks.asked':
      return { ...ask, state: 'asked', since: life }
    case 'asks.ticket':
      return { ...ask, ticket: words === 'complete' ? 'complete' : 'partial' }
    case 'asks.answered':
      return { ...ask, answer: { words, life } }
    case 'asks.reset':
      return { ...NEVER, state: 'reset', since: life }
    default:
      return ask
  }
}
