import { setTimeout as pause } from 'node:timers/promises'

import { insist, jsonOf } from './ask.ts'
import type { Line, Sent } from './ask.ts'
import type { Outcome } from './heard.ts'
import { order } from './order.ts'
import { refused, seen } from './outcomes.ts'
import type { WirePicture } from './outcomes.ts'
import type { Calling } from './plain.ts'

const POLL_MS = 120
const UNFINISHED: ReadonlySet<string> = new Set(['queued', 'running', 'waiting', 'pending', 'processing'])

interface Polled {
  readonly status: string
  readonly images?: readonly WirePicture[]
}

/** Takes the 202 and comes back for the pictures. A job it was told of must be there whenever it comes. */
export async function pollingCaller(line: Line, calling: Calling): Promise<Outcome> {
  const headers = { ...calling.headers, prefer: 'respond-async' }
  const reply = await order(line, { ...calling, headers, read: jsonOf })
  if (reply === undefined) return { kind: 'left' }
  if (reply.status !== 202) return refused(reply.status, reply.read)
  const { id, job_set_id: setId } = reply.read as { readonly id?: string; readonly job_set_id?: string }
  const job = id ?? setId ?? ''
  calling.notes.jobs.add(job)
  for (;;) {
    const { status, read } = await insist(line, pollOf(calling, job), jsonOf)
    if (status !== 200) {
      calling.notes.complaints.push(`its job ${job} answered ${status} when it was polled`)
      return refused(status, read)
    }
    const polled = read as Polled
    if (!UNFINISHED.has(polled.status)) return outcomeOf(line, polled, calling)
    await pause(POLL_MS, undefined, { signal: line.patience })
  }
}

function pollOf({ intent }: Calling, job: string): Sent {
  return intent.dialect === 'pixazo'
    ? { method: 'POST', path: '/ai-model-api-polling/getGenerationResults', body: { job_set_id: job } }
    : { method: 'GET', path: `/v1/jobs/${job}` }
}

function outcomeOf(line: Line, polled: Polled, { notes }: Calling): Outcome | Promise<Outcome> {
  const { images = [] } = polled
  return images.length === 0 ? refused(200, polled) : seen(line, images, notes)
}
