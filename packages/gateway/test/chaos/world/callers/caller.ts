import { setTimeout as pause } from 'node:timers/promises'

import { upload } from '../bodies.ts'
import type { Intent } from '../intents.ts'
import { insist, jsonOf } from './ask.ts'
import type { Line } from './ask.ts'
import type { Heard, Notes, Outcome } from './heard.ts'
import { plainCaller } from './plain.ts'
import type { Calling } from './plain.ts'
import { pollingCaller } from './polling.ts'
import { streamingCaller } from './streaming.ts'

const MANNERS: Readonly<
  Record<Intent['manner'], (line: Line, calling: Calling) => Outcome | Promise<Outcome>>
> = { plain: plainCaller, polling: pollingCaller, streaming: streamingCaller }

/** One caller from his first try to a definite answer. */
export async function call(line: Line, intent: Intent, webhook: string | undefined): Promise<Heard> {
  const notes: Notes = { jobs: new Set(), complaints: [] }
  const headers = webhook === undefined ? {} : { 'x-dreamgate-webhook': webhook }
  const over = new AbortController()
  const cancelling = cancel(line, { intent, notes, over: over.signal })
  const outcome = await definite(line, async () => {
    const fileId = await uploaded(line, intent)
    const heard = await MANNERS[intent.manner](line, { intent, notes, headers, fileId })
    await lookAgain(line, fileId, notes)
    return heard
  })
  over.abort()
  return { intent, outcome, cancelled: await cancelling, jobs: notes.jobs, complaints: notes.complaints }
}

async function definite(line: Line, calling: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await calling()
  } catch (error) {
    if (line.patience.aborted) return { kind: 'tired' }
    throw error
  }
}

/** The id under which the reference can be named from now on. */
async function uploaded(line: Line, { reference }: Intent): Promise<string | undefined> {
  if (reference !== 'uploaded before') return undefined
  const { read } = await insist(line, { method: 'POST', path: '/v1/files', body: upload() }, jsonOf)
  return (read as { readonly id: string }).id
}

/** What was uploaded stays. */
async function lookAgain(line: Line, fileId: string | undefined, { complaints }: Notes): Promise<void> {
  if (fileId === undefined) return
  const { status } = await insist(line, { method: 'GET', path: `/v1/files/${fileId}` }, jsonOf)
  if (status !== 200) complaints.push(`its file ${fileId} answered ${status} later`)
}

interface Cancelling {
  readonly intent: Intent
  readonly notes: Notes
  /** The call is over: there is nothing to cancel any more. */
  readonly over: AbortSignal
}

const LOOK_MS = 10

/** Changes his mind if he is of that kind. True when he was told that the job will be cancelled. */
async function cancel(line: Line, { intent, notes, over }: Cancelling): Promise<boolean> {
  const { cancelsAfterMs } = intent
  if (cancelsAfterMs === undefined) return false
  try {
    while (notes.jobs.size === 0) await pause(LOOK_MS, undefined, { signal: over })
    await pause(cancelsAfterMs, undefined, { signal: over })
    const [job = ''] = notes.jobs
    const { status } = await insist(line, { method: 'POST', path: `/v1/jobs/${job}/cancel` }, jsonOf)
    return status === 200
  } catch {
    return false
  }
}
