import { DreamgateError } from './dreamgate-error.ts'
import { streamError } from './read-error.ts'
import { serverSentMessages } from './sse.ts'
import type { GenerationEvent } from './wire/event.ts'

export interface EventSourceOptions {
  readonly signal: AbortSignal | undefined
  /** The last event seen before; 0 for none. */
  readonly after: number
  open(): Promise<Response>
  /** The same job's events from a point on, after the line was cut. */
  reopen(jobId: string, after: number): Promise<Response>
}

/** Lines that break without a single new event. */
const MOST_EMPTY_LINES = 3

/**
 * A job's events, through as many connections as that takes: a line that is cut is picked up where it broke, so
 * nothing is asked for twice. DreamgateError: the stream told that the job failed, or the line cannot be kept.
 */
export async function* generationEvents(source: EventSourceOptions): AsyncGenerator<GenerationEvent> {
  let response = await source.open()
  const line: Line = { jobId: jobIn(response), seen: source.after, ended: false, broken: undefined }
  for (let emptyLines = 0; ;) {
    const before = line.seen
    yield* eventsOn(line, response)
    source.signal?.throwIfAborted()
    if (line.ended) return
    emptyLines = line.seen === before ? emptyLines + 1 : 0
    if (line.jobId === undefined || emptyLines >= MOST_EMPTY_LINES) throw lineLost(line)
    response = await source.reopen(line.jobId, line.seen)
  }
}

interface Line {
  readonly jobId: string | undefined
  seen: number
  ended: boolean
  /** Why the connection broke off, where it said so. */
  broken: unknown
}

async function* eventsOn(line: Line, response: Response): AsyncGenerator<GenerationEvent> {
  try {
    for await (const { id, event, data } of serverSentMessages(bodyOf(response))) {
      line.ended = data === '[DONE]'
      if (line.ended) return
      if (event === 'error') throw streamError(data, line)
      if (id !== '') line.seen = Number(id)
      const told = JSON.parse(data) as GenerationEvent
      line.ended = told.type === 'image_generation.completed'
      yield told
      if (line.ended) return
    }
  } catch (error) {
    if (error instanceof DreamgateError || error instanceof SyntaxError) throw error
    line.broken = error
  }
}

function jobIn(response: Response): string | undefined {
  return response.headers.get('x-dreamgate-job') ?? undefined
}

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  if (body === null) throw new DreamgateError('The stream has no body.', { code: 'stream_lost' })
  return body
}

function lineLost({ jobId, broken }: Line): DreamgateError {
  return new DreamgateError(
    'The stream broke off. The job goes on; its pictures can still be had by its id.',
    {
      code: 'stream_lost',
      jobId,
      cause: broken,
    },
  )
}
