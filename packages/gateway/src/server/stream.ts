import type { FastifyReply, FastifyRequest } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { follow } from '../app/follow.ts'
import type { NumberedEvent } from '../app/follow.ts'
import { toFault } from '../core/fault.ts'
import type { Job } from '../core/job.ts'
import type { JobEvent, SubmitRoute } from '../core/ports/dialect.ts'
import type { StreamWish } from '../core/request.ts'
import { deadline } from '../lib/deadline.ts'
import { sseWriter } from '../lib/sse-writer.ts'
import type { SseWriter } from '../lib/sse-writer.ts'
import { jsonOf } from './answer.ts'
import { eyeOf } from './asking.ts'
import type { ServerOptions } from './options.ts'
import { waitEnded } from './wait-ended.ts'

interface Streaming {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly job: Job
  readonly route: Pick<SubmitRoute, 'encodeEvent'>
  readonly stream: StreamWish
  /** The last event this reader has seen already. */
  readonly after: number
  readonly waitMs: number
  readonly gone: AbortSignal
  readonly options: ServerOptions
}

/** After these nothing more is said of a job. */
const LAST_WORDS: ReadonlySet<JobEvent['kind']> = new Set(['finished', 'fault'])

/** A job's events as SSE until it ends, the caller leaves, or its patience does. The job does not mind. */
export async function streamJob(context: AppContext, streaming: Streaming): Promise<FastifyReply> {
  const { request, reply, job, after, waitMs, gone, options } = streaming
  const eye = eyeOf(request, options)
  reply.hijack()
  const writer = sseWriter(reply.raw, headersOf(reply))
  const patience = deadline(gone, waitMs)
  const following = { eye, requestId: request.id, after, signal: patience.signal }
  let ended = false
  try {
    for await (const numbered of follow(context, job.id, following)) {
      await tell(context, { writer, streaming, numbered })
      ended = LAST_WORDS.has(numbered.event.kind)
    }
    if (!ended && patience.stoppedBy() === 'timeout') {
      const fault = {
        kind: 'fault',
        fault: waitEnded(job, waitMs),
        context: { requestId: request.id, jobId: job.id },
      } as const
      await tell(context, { writer, streaming, numbered: { id: undefined, event: fault } })
    }
  } catch (error) {
    context.report(error, { job: job.id, request: request.id })
    await broken(context, { writer, streaming })
  } finally {
    patience.release()
  }
  await writer.done()
  return reply
}

/** It broke on our side: said between two events, and shown by a cut line within one. */
async function broken(
  context: AppContext,
  { writer, streaming }: { readonly writer: SseWriter; readonly streaming: Streaming },
): Promise<void> {
  const { request, reply, job } = streaming
  if (writer.withinEvent()) {
    reply.raw.destroy()
    return
  }
  const event = {
    kind: 'fault',
    fault: toFault(undefined),
    context: { requestId: request.id, jobId: job.id },
  } as const
  await tell(context, { writer, streaming, numbered: { id: undefined, event } })
}

async function tell(
  context: AppContext,
  {
    writer,
    streaming,
    numbered,
  }: { readonly writer: SseWriter; readonly streaming: Streaming; readonly numbered: NumberedEvent },
): Promise<void> {
  const { route, stream } = streaming
  for (const { event, data } of route.encodeEvent(numbered.event, stream)) {
    await writer.event({ event, id: numbered.id }, jsonOf(data, context))
  }
}

function headersOf(reply: FastifyReply): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
}
