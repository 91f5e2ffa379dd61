import type { News } from '../core/ports/followers.ts'

/** News for one reader, kept until it is read. */
export interface Inbox {
  readonly deliver: (news: News) => void
  /** Ends the news; what was not read is dropped. */
  readonly close: () => void
  readonly news: AsyncIterableIterator<News>
}

type Result = IteratorResult<News, undefined>

const END: Result = { done: true, value: undefined }

/** `onClose` is told once, whoever closes: the writer, or the reader by leaving its loop. */
export function inbox(onClose: () => void): Inbox {
  const unread: News[] = []
  const readers: ((result: Result) => void)[] = []
  let closed = false

  function deliver(news: News): void {
    if (closed) return
    const reader = readers.shift()
    if (reader) reader({ done: false, value: news })
    else if (!saysNothingNew(news, unread.at(-1))) unread.push(news)
  }

  function close(): void {
    if (closed) return
    closed = true
    unread.length = 0
    for (const reader of readers.splice(0)) reader(END)
    onClose()
  }

  const news: AsyncIterableIterator<News> = {
    async next() {
      const oldest = unread.shift()
      if (oldest) return { done: false, value: oldest }
      return closed ? END : new Promise<Result>((resolve) => readers.push(resolve))
    },
    async return() {
      close()
      return END
    },
    [Symbol.asyncIterator]: () => news,
  }
  return { deliver, close, news }
}

/** "Changed" after an unread "changed": the reader looks at the row once for both. */
function saysNothingNew(news: News, last: News | undefined): boolean {
  return news.kind === 'changed' && last?.kind === 'changed'
}
