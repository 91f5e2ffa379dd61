import { EventSourceParserStream } from 'eventsource-parser/stream'

import { attempt, breath, BROKEN } from './ask.ts'
import type { Line } from './ask.ts'
import type { Notes, Outcome } from './heard.ts'
import { order } from './order.ts'
import { refused, seen } from './outcomes.ts'
import type { WirePicture } from './outcomes.ts'
import type { Calling } from './plain.ts'

/** What a reader has of a stream, however often it broke. */
interface Stream {
  last: number
  readonly pictures: WirePicture[]
  readonly indexes: Set<number>
  /** `completed`, or the fault it ended with. */
  end: 'completed' | { readonly fault: unknown } | undefined
}

interface WireEvent extends WirePicture {
  readonly type?: string
  readonly image_index?: number
}

/** Reads events as they come. Where a stream breaks off it is picked up behind the last event that was whole. */
export async function streamingCaller(line: Line, calling: Calling): Promise<Outcome> {
  const stream: Stream = { last: 0, pictures: [], indexes: new Set(), end: undefined }
  const first = await order(line, {
    ...calling,
    read: (response) => readInto(stream, response, calling.notes),
  })
  if (first === undefined && calling.notes.jobs.size === 0) return { kind: 'left' }
  if (first?.read !== undefined) return refused(first.status, first.read)
  while (stream.end === undefined) await resume(line, stream, calling)
  if (stream.end !== 'completed') return refused(200, stream.end.fault)
  return seen(line, stream.pictures, calling.notes)
}

async function resume(line: Line, stream: Stream, { notes }: Calling): Promise<void> {
  await breath(line)
  const [job = ''] = notes.jobs
  const reply = await attempt(
    line,
    { method: 'GET', path: `/v1/jobs/${job}/events`, headers: { 'last-event-id': String(stream.last) } },
    (response) => readInto(stream, response, notes),
  )
  if (reply === BROKEN || reply.read === undefined) return
  notes.complaints.push(`the events of its job ${job} answered ${reply.status}`)
  stream.end = { fault: reply.read }
}

/** The body of an answer that is no stream; undefined when it was one. A stream that breaks is no error here. */
async function readInto(stream: Stream, response: Response, notes: Notes): Promise<unknown> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.json()
  if (response.body === null) return undefined
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  try {
    for await (const { event, id, data } of events) {
      if (data === '[DONE]') break
      take(stream, { event, id, data: JSON.parse(data) as WireEvent }, notes)
    }
  } catch {
    // Broken off: what was read stays read.
  }
  return undefined
}

interface Message {
  readonly event: string | undefined
  readonly id: string | undefined
  readonly data: WireEvent
}

function take(stream: Stream, { event, id, data }: Message, { complaints }: Notes): void {
  if (id !== undefined && Number(id) !== stream.last + 1) {
    complaints.push(`event ${id} came after event ${stream.last}`)
  }
  stream.last = Number(id ?? stream.last)
  if (event === 'error') stream.end = { fault: data }
  if (event?.endsWith('.completed') === true) stream.end = 'completed'
  if (data.image_index === undefined) return
  if (stream.indexes.has(data.image_index)) complaints.push(`place ${data.image_index} was told twice`)
  stream.indexes.add(data.image_index)
  if (event?.endsWith('.partial_succeeded') === true) stream.pictures.push(data)
}
