import type { Dreamgate, GenerateRequest, Job } from '@dreamgate/client'

import { store } from '../store.ts'
import type { Store } from '../store.ts'
import { isUnfinished } from '../words/job-words.ts'
import { followJob } from './follow-job.ts'
import { mergeJobs } from './merge-jobs.ts'
import { PAGE, pollJobs } from './poll-jobs.ts'

export interface FeedState {
  /** Newest first. */
  readonly jobs: readonly Job[]
  readonly selectedId: string | undefined
  /** Where the page after the last one begins; undefined when there is none. */
  readonly nextCursor: string | undefined
  readonly loaded: boolean
}

export interface Feed {
  readonly state: Store<FeedState>
  /** Resolves when the gateway has the job; its pictures come by themselves. */
  readonly submit: (request: GenerateRequest) => Promise<void>
  readonly select: (id: string) => void
  readonly cancel: (id: string) => Promise<void>
  readonly more: () => Promise<void>
  readonly stop: () => void
}

export interface FeedListener {
  readonly onTrouble: (error: unknown) => void
  readonly onWell: () => void
}

/** The jobs of this key: the selected one as it happens over its stream, the others by looking again now and then. */
export function feed(client: Dreamgate, listener: FeedListener): Feed {
  const state = store<FeedState>({ jobs: [], selectedId: undefined, nextCursor: undefined, loaded: false })
  const keep = (told: readonly Job[]) => state.change({ jobs: mergeJobs(state.get().jobs, told) })
  let following = new AbortController()

  function select(id: string): void {
    following.abort()
    following = new AbortController()
    state.change({ selectedId: id })
    const job = state.get().jobs.find((known) => known.id === id)
    if (job !== undefined && !isUnfinished(job)) return
    const { signal } = following
    followJob(client, id, { signal, onJob: (told) => keep([told]) }).catch(
      (error: unknown) => signal.aborted || listener.onTrouble(error),
    )
  }

  const polling = pollJobs(client, {
    ...listener,
    isBusy: () => state.get().jobs.some(isUnfinished),
    onPage({ data, next_cursor: next }) {
      keep(data)
      if (!state.get().loaded) state.change({ loaded: true, nextCursor: next ?? undefined })
      const [newest] = data
      if (state.get().selectedId === undefined && newest !== undefined) select(newest.id)
    },
  })

  return {
    state,
    select,
    async submit(request) {
      const { id } = await client.submit(request)
      select(id)
      polling.again()
    },
    async cancel(id) {
      keep([await client.jobs.cancel(id)])
    },
    async more() {
      const { nextCursor } = state.get()
      if (nextCursor === undefined) return
      const page = await client.jobs.list({ limit: PAGE, cursor: nextCursor })
      keep(page.data)
      state.change({ nextCursor: page.next_cursor ?? undefined })
    },
    stop() {
      following.abort()
      polling.stop()
    },
  }
}
