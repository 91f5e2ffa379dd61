import type { FastifyInstance, FastifyRequest } from 'fastify'

import { cancel } from '../app/cancel.ts'
import type { AppContext } from '../app/context.ts'
import { jobJson } from '../app/job-json.ts'
import { resolveJob } from '../app/resolution.ts'
import { ownJob, reservedFor, view } from '../app/view.ts'
import type { Eye } from '../app/view.ts'
import { refusal } from '../core/fault.ts'
import type { Problem } from '../core/fault.ts'
import type { Job, JobStatus } from '../core/job.ts'
import type { JsonObject } from '../core/json.ts'
import type { SubmitRoute } from '../core/ports/dialect.ts'
import { clientGone, eyeOf, header, keyOf, query } from './asking.ts'
import { requireScope } from './guard.ts'
import type { ServerOptions } from './options.ts'
import { boundsOf, pageOf } from './page.ts'
import { readWire } from './read-body.ts'
import { resolutionOf } from './resolution-body.ts'
import { streamJob } from './stream.ts'

const STATUSES: readonly JobStatus[] = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'unknown',
  'cancelled',
]

type ById = { readonly id: string }

/** Jobs as Dreamgate itself shows them: list, one, its events, cancel. */
export function jobRoutes(app: FastifyInstance, context: AppContext, options: ServerOptions): void {
  const read = { preHandler: requireScope('read') }
  app.get('/v1/jobs', read, (request) => list(context, request, options))
  app.get<{ Params: ById }>('/v1/jobs/:id', read, async (request, reply) => {
    const job = await ownJob(context, request.params.id, keyOf(request))
    reply.header('x-dreamgate-job', job.id)
    return asJson(context, job, eyeOf(request, options))
  })
  app.get<{ Params: ById }>('/v1/jobs/:id/events', read, async (request, reply) => {
    const job = await ownJob(context, request.params.id, keyOf(request))
    reply.header('x-dreamgate-job', job.id)
    const after = lastEventId(request)
    const route = routeNamed(options, job.route)
    const stream = { vocabulary: 'ark', previews: 0 } as const
    const waitMs = options.waitSeconds * 1000
    return streamJob(context, {
      request,
      reply,
      job,
      route,
      stream,
      after,
      waitMs,
      gone: clientGone(request, reply),
      options,
    })
  })
  app.post<{ Params: ById }>(
    '/v1/jobs/:id/cancel',
    { preHandler: requireScope('generate') },
    async (request, reply) => {
      const job = await ownJob(context, request.params.id, keyOf(request))
      reply.header('x-dreamgate-job', job.id)
      return asJson(context, await cancel(context, job), eyeOf(request, options))
    },
  )
  app.post<{ Params: ById }>(
    '/v1/jobs/:id/resolve',
    { preHandler: requireScope('admin') },
    async (request, reply) => {
      const key = keyOf(request)
      const { id } = await ownJob(context, request.params.id, key)
      reply.header('x-dreamgate-job', id)
      const { body } = await readWire(request, { accepts: ['json'] }, context.blobs)
      const verdict = { resolution: resolutionOf(body), keyId: key.id }
      return asJson(context, await resolveJob(context, id, verdict), eyeOf(request, options))
    },
  )
}

async function asJson(context: AppContext, job: Job, eye: Eye): Promise<JsonObject> {
  return jobJson(await view(context, job, eye), await reservedFor(context, job))
}

async function list(context: AppContext, request: FastifyRequest, options: ServerOptions) {
  const key = keyOf(request)
  const { most, status } = filterOf(request)
  const model = query(request, 'model')
  const jobs = await context.records.jobs.list({
    ownerId: key.scopes.includes('admin') ? undefined : key.ownerId,
    status,
    model: model === undefined ? undefined : (context.catalogue.find(model)?.id ?? model),
    text: query(request, 'q'),
    cursor: query(request, 'cursor'),
    limit: most + 1,
  })
  const eye = eyeOf(request, options)
  return pageOf(jobs, most, (job) => asJson(context, job, eye))
}

/** How many jobs at most, and of which status; one refusal for both. */
function filterOf(request: FastifyRequest): {
  readonly most: number
  readonly status: JobStatus | undefined
} {
  const { most, problems } = boundsOf(request)
  const written = query(request, 'status')
  const status = STATUSES.find((known) => known === written)
  const [first, ...rest] = written === status ? problems : [...problems, badStatus(written)]
  if (first !== undefined) throw refusal([first, ...rest])
  return { most, status }
}

function badStatus(text = ''): Problem {
  const message = `status must be one of ${STATUSES.join(', ')}; it is ${JSON.stringify(text.slice(0, 40))}.`
  return { param: 'status', rule: 'choice', message }
}

function lastEventId(request: FastifyRequest): number {
  const text = header(request, 'last-event-id')
  const id = Number(text ?? 0)
  if (Number.isInteger(id) && id >= 0) return id
  const message = `Last-Event-ID must be the number of an event of this job; it is ${JSON.stringify(text?.slice(0, 40))}.`
  throw refusal([{ param: 'last-event-id', rule: 'form', message }])
}

function routeNamed({ dialects }: ServerOptions, name: string): SubmitRoute {
  for (const dialect of dialects) {
    for (const route of dialect.routes) if (route.kind === 'submit' && route.name === name) return route
  }
  throw new Error(`a job came by the route ${name}, which no dialect has`)
}
