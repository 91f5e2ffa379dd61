import type { Dreamgate, JobList } from '@dreamgate/client'

export const PAGE = 24
const BUSY_MS = 2000
const IDLE_MS = 15_000

export interface PollWishes {
  readonly onPage: (page: JobList) => void
  /** Is anything unfinished, so that looking often is worth it? */
  readonly isBusy: () => boolean
  readonly onTrouble: (error: unknown) => void
  /** The gateway answered. */
  readonly onWell: () => void
}

export interface Polling {
  /** Looks at once. */
  readonly again: () => void
  readonly stop: () => void
}

/** Looks at the newest jobs again and again: often while there is work or trouble, else now and then. */
export function pollJobs({ jobs }: Pick<Dreamgate, 'jobs'>, wishes: PollWishes): Polling {
  const stopped = new AbortController()
  const { signal } = stopped
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0

  async function look(): Promise<void> {
    const mine = (round += 1)
    clearTimeout(timer)
    const well = await jobs.list({ limit: PAGE, signal }).then(
      (page) => {
        wishes.onPage(page)
        wishes.onWell()
        return true
      },
      (error: unknown) => {
        if (!signal.aborted) wishes.onTrouble(error)
        return false
      },
    )
    if (signal.aborted || mine !== round) return
    timer = setTimeout(() => void look(), wishes.isBusy() || !well ? BUSY_MS : IDLE_MS)
  }

  void look()
  return {
    again: () => void look(),
    stop() {
      clearTimeout(timer)
      stopped.abort()
    },
  }
}
