import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { finished } from '../app/follow.ts'
import { identityOf } from '../app/identity.ts'
import { plan } from '../app/plan.ts'
import type { Patience } from '../app/plan.ts'
import { earlierJob, requireBudget, submit } from '../app/submit.ts'
import type { Intent } from '../app/submit.ts'
import { view } from '../app/view.ts'
import type { Eye } from '../app/view.ts'
import { Fault, faultOf } from '../core/fault.ts'
import type { Job } from '../core/job.ts'
import { dollars } from '../core/money.ts'
import type { Plan } from '../core/plan.ts'
import type { Dialect, SubmitRoute, WireAnswer } from '../core/ports/dialect.ts'
import type { StreamWish, Submission } from '../core/request.ts'
import { deadline } from '../lib/deadline.ts'
import { send } from './answer.ts'
import { clientGone, eyeOf, header, keyOf, oneOf, wish } from './asking.ts'
import { requireScope } from './guard.ts'
import type { ServerOptions } from './options.ts'
import { readWire } from './read-body.ts'
import { streamJob } from './stream.ts'
import { waitEnded } from './wait-ended.ts'
import { webhookAddress } from './webhook-address.ts'

const MAX_IDEMPOTENCY_KEY = 255

interface Submitting {
  readonly dialect: Dialect
  readonly route: SubmitRoute
  readonly options: ServerOptions
}

/** A dialect's POST: decode, plan, submit, and answer the way the caller wants to wait. */
export function submissionRoute(app: FastifyInstance, context: AppContext, submitting: Submitting): void {
  const { dialect, route, options } = submitting
  app.post(route.path, { preHandler: requireScope('generate') }, async (request, reply) => {
    const submission = route.decode(await readWire(request, route, context.blobs))
    const gone = clientGone(request, reply)
    const eye = eyeOf(request, options)
    const { stream, waitSeconds = options.waitSeconds } = submission
    const waitMs = waitSeconds * 1000
    const patience = patienceOf(context, { request, eye, waitMs })
    if (wantsDryRun(request)) {
      const key = keyOf(request)
      const planned = await plan(context, { submission, route, key, signal: gone, patience })
      await requireBudget(context.records, { plan: planned, key, now: context.clock.now() })
      return send(reply.headers(planHeaders(planned)), dryRun(planned), context)
    }
    const arrivedAt = Math.floor(context.clock.now() - reply.elapsedTime)
    const intent = { ...intentOf(request, { submission, dialect, route }), arrivedAt }
    const wellFormed = submission.problems.length === 0
    const earlier = wellFormed ? await earlierJob(context.records, intent, context.clock.now()) : undefined
    const job =
      earlier ??
      (await submit(
        context,
        await plan(context, { submission, route, key: intent.key, signal: gone, patience }),
        intent,
      ))
    request.releaseBody()
    reply.headers({ ...planHeaders(joinedPlan(job, patience)), 'x-dreamgate-job': job.id })
    return answer(context, { request, reply, job, route, gone, options, eye, stream, waitMs })
  })
}

/** How this caller waits, where he wants to be told, and how he reaches us. */
function patienceOf(
  { sender }: AppContext,
  { request, eye, waitMs }: Pick<Answering, 'request' | 'eye' | 'waitMs'>,
): Patience {
  const param = 'x-dreamgate-webhook'
  const webhook = header(request, param)
  const address = webhook === undefined ? undefined : webhookAddress(sender, webhook, param)
  return { waitMs, base: eye.base, webhook: address }
}

/** A job that was joined tells the address it was made with; another one is named as left out. */
function joinedPlan({ plan: made }: Job, { webhook }: Patience): Plan {
  if (webhook === undefined || webhook === made.webhook) return made
  return { ...made, ignored: [...made.ignored, 'x-dreamgate-webhook'] }
}

interface Answering {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly job: Job
  readonly route: SubmitRoute
  readonly gone: AbortSignal
  readonly options: ServerOptions
  readonly eye: Eye
  readonly stream: StreamWish | undefined
  readonly waitMs: number
}

/** All three ways of waiting are views of the same durable job. */
async function answer(context: AppContext, answering: Answering): Promise<FastifyReply> {
  const { request, reply, job, route, gone, options, eye, stream, waitMs } = answering
  if (prefersAsync(request)) {
    reply.header('preference-applied', 'respond-async')
    return send(reply, route.encodeAccepted(job), context)
  }
  if (stream !== undefined) {
    return streamJob(context, { request, reply, job, route, stream, after: 0, waitMs, gone, options })
  }
  const done = await patiently(context, job, { gone, waitMs })
  if (done === undefined) throw waitEnded(job, waitMs)
  const now = await view(context, done, eye)
  if (now.images.length === 0) throw whyNothing(done)
  return send(reply, route.encode(now), context)
}

/** The finished job; undefined when the caller left or its patience ended first. */
async function patiently(
  context: AppContext,
  { id }: Job,
  { gone, waitMs }: Pick<Answering, 'gone' | 'waitMs'>,
): Promise<Job | undefined> {
  const patience = deadline(gone, waitMs)
  try {
    return await finished(context, id, patience.signal)
  } finally {
    patience.release()
  }
}

function whyNothing(job: Job): Fault {
  return job.fault === undefined
    ? new Fault('internal', 'The job ended without a picture.')
    : faultOf(job.fault)
}

function intentOf(
  request: FastifyRequest,
  {
    submission,
    dialect,
    route,
  }: { readonly submission: Submission; readonly dialect: Dialect; readonly route: SubmitRoute },
): Omit<Intent, 'arrivedAt'> {
  const idempotencyKey = header(request, 'idempotency-key')
  if (idempotencyKey !== undefined) requireLength(idempotencyKey)
  return {
    key: keyOf(request),
    dialect: dialect.name,
    route: route.name,
    bodyHash: identityOf(submission, route.name),
    idempotencyKey,
    retried: Number(header(request, 'x-stainless-retry-count') ?? 0) >= 1,
  }
}

/** An empty one would make all requests of a careless client the same request. */
function requireLength({ length }: string): void {
  if (length >= 1 && length <= MAX_IDEMPOTENCY_KEY) return
  const message =
    length === 0
      ? `Idempotency-Key is empty; leave it out, or give 1 to ${MAX_IDEMPOTENCY_KEY} characters.`
      : `Idempotency-Key has ${length} characters; at most ${MAX_IDEMPOTENCY_KEY} are kept.`
  throw new Fault('invalid_request', message, {
    details: [{ param: 'idempotency-key', rule: 'length', message }],
  })
}

/** Somebody who meant a dry run and spelled it differently must not buy. */
function wantsDryRun(request: FastifyRequest): boolean {
  const { dry_run: query } = request.query as { readonly dry_run?: string | readonly string[] }
  const asked = query === undefined ? undefined : oneOf(TRUE_OR_FALSE, String(query), 'dry_run')
  return asked === 'true' || wish(request, 'x-dreamgate-dry-run', TRUE_OR_FALSE) === 'true'
}

const TRUE_OR_FALSE = ['true', 'false']

function prefersAsync(request: FastifyRequest): boolean {
  return /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(header(request, 'prefer') ?? '')
}

function planHeaders({ ignored, adjusted }: Plan): Readonly<Record<string, string>> {
  return {
    ...(ignored.length > 0 && { 'x-dreamgate-ignored': headerText(ignored) }),
    ...(adjusted.length > 0 && { 'x-dreamgate-adjusted': headerText(adjusted) }),
  }
}

/** Field names come from callers: only what a header may hold is repeated in one. */
function headerText(names: readonly string[]): string {
  return names
    .map((name) => name.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 60))
    .join(', ')
    .slice(0, 1000)
}

function dryRun(planned: Plan): WireAnswer {
  return {
    status: 200,
    body: {
      object: 'plan',
      model: planned.model,
      engine: planned.engine,
      operation: planned.operation,
      width: planned.size.width,
      height: planned.size.height,
      size_source: planned.size.source,
      count: planned.count,
      references: planned.references.length,
      price_usd: dollars(planned.price),
      ignored: planned.ignored,
      adjusted: planned.adjusted,
    },
  }
}
