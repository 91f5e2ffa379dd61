import type { Followers, News } from '../core/ports/followers.ts'
import type { Inbox } from './inbox.ts'
import { inbox } from './inbox.ts'

/** Followers within one process: who notifies and who follows share a memory. */
export function inProcessFollowers(): Followers {
  const inboxes = new Map<string, Set<Inbox>>()

  function leave(jobId: string, mine: Inbox): void {
    const others = inboxes.get(jobId)
    others?.delete(mine)
    if (others?.size === 0) inboxes.delete(jobId)
  }

  return {
    notify(jobId, news) {
      for (const one of inboxes.get(jobId) ?? []) one.deliver(news)
    },
    follow(jobId, signal): AsyncIterable<News> {
      const mine = inbox(() => {
        signal.removeEventListener('abort', mine.close)
        leave(jobId, mine)
      })
      const together = inboxes.get(jobId) ?? new Set()
      inboxes.set(jobId, together.add(mine))
      if (signal.aborted) mine.close()
      else signal.addEventListener('abort', mine.close)
      return mine.news
    },
  }
}
