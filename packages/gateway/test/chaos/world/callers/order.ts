import { setTimeout as pause } from 'node:timers/promises'

import { postOf } from '../bodies.ts'
import type { Intent } from '../intents.ts'
import { attempt, breath, BROKEN, memoryHeaders } from './ask.ts'
import type { Line, Reply } from './ask.ts'
import type { Notes } from './heard.ts'

export interface Ordering<Read> {
  readonly intent: Intent
  readonly notes: Notes
  readonly headers?: Readonly<Record<string, string>>
  /** Of a reference that was uploaded. */
  readonly fileId?: string | undefined
  readonly read: (response: Response) => Promise<Read>
}

/** Nobody had room, and nothing was bought: the one kind of no after which a good client asks again. */
const NO_ROOM: ReadonlySet<number> = new Set([429, 503])
const LONGEST_PAUSE_MS = 1000

/** Posts an intent as often as it takes and as its memory allows. undefined: the connection broke and that was all. */
export async function order<Read>(
  line: Line,
  { intent, notes, headers, fileId, read }: Ordering<Read>,
): Promise<Reply<Read> | undefined> {
  const { path, body } = postOf(intent, fileId)
  for (let tries = 0; ; tries += 1) {
    const reply = await attempt(
      line,
      { method: 'POST', path, body, headers: { ...headers, ...memoryHeaders(intent, tries) } },
      (response) => {
        noteJob(response, notes)
        return read(response)
      },
    )
    if (reply === BROKEN) {
      if (intent.memory === 'none') return undefined
      await breath(line)
    } else if (NO_ROOM.has(reply.status) && intent.memory !== 'none') {
      const wishMs = 1000 * Number(reply.headers.get('retry-after') ?? 1)
      await pause(Math.min(LONGEST_PAUSE_MS, wishMs), undefined, { signal: line.patience })
    } else return reply
  }
}

function noteJob({ headers, status }: Response, { jobs, complaints }: Notes): void {
  const job = headers.get('x-dreamgate-job')
  if (job !== null) jobs.add(job)
  if (status === 500) complaints.push('it was answered 500')
}
