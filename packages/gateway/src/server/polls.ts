import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { ownJob, view } from '../app/view.ts'
import type { PollRoute } from '../core/ports/dialect.ts'
import { send } from './answer.ts'
import { eyeOf, keyOf } from './asking.ts'
import { requireScope } from './guard.ts'
import type { ServerOptions } from './options.ts'
import { readWire } from './read-body.ts'

/** A dialect's way of asking how a job is doing. */
export function pollRoute(
  app: FastifyInstance,
  context: AppContext,
  { route, options }: { readonly route: PollRoute; readonly options: ServerOptions },
): void {
  app.post(route.path, { preHandler: requireScope('read') }, async (request, reply) => {
    const { jobId } = route.decode(await readWire(request, { accepts: ['json'] }, context.blobs))
    const job = await ownJob(context, jobId, keyOf(request))
    reply.header('x-dreamgate-job', job.id)
    return send(reply, route.encode(await view(context, job, eyeOf(request, options))), context)
  })
}
