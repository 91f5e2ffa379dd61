import fastifyMultipart from '@fastify/multipart'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { newRequestId } from '../app/ids.ts'
import { consolePages } from './console.ts'
import { answerBadAddress, answerFaults } from './faults.ts'
import { fileRoutes } from './files.ts'
import { guard } from './guard.ts'
import { imageRoute } from './images.ts'
import { jobRoutes } from './jobs.ts'
import { modelRoutes } from './models.ts'
import type { ServerOptions } from './options.ts'
import { pollRoute } from './polls.ts'
import { MAX_JSON_BYTES, parseBodies } from './read-body.ts'
import { reconciliationRoute } from './reconciliation.ts'
import { submissionRoute } from './submissions.ts'
import { webhookDeliveryRoutes } from './webhook-deliveries.ts'
import { webhookRoutes } from './webhooks.ts'
import { usageRoute } from './usage.ts'

/** For the whole of a request to arrive; a body that drips holds its room in memory no longer. */
const REQUEST_TIMEOUT_MS = 300_000

/** The whole port: every dialect, the native routes, the pictures and the console. Not listening yet. */
export async function server(context: AppContext, options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_JSON_BYTES,
    genReqId: newRequestId,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_TIMEOUT_MS,
    frameworkErrors: answerBadAddress(context, options),
  })
  parseBodies(app)
  await app.register(fastifyMultipart)
  guard(app, context, options.bodyBudget)
  answerFaults(app, context, options)
  health(app, context, options)
  imageRoute(app, context)
  dialectRoutes(app, context, options)
  jobRoutes(app, context, options)
  modelRoutes(app, context)
  fileRoutes(app, context)
  webhookRoutes(app, context)
  webhookDeliveryRoutes(app, context)
  usageRoute(app, context)
  reconciliationRoute(app, context)
  if (options.consoleFolder !== undefined) await consolePages(app, options.consoleFolder)
  return app
}

function dialectRoutes(app: FastifyInstance, context: AppContext, options: ServerOptions): void {
  for (const dialect of options.dialects) {
    for (const route of dialect.routes) {
      if (route.kind === 'submit') submissionRoute(app, context, { dialect, route, options })
      else pollRoute(app, context, { route, options })
    }
  }
}

function health(app: FastifyInstance, { records }: AppContext, { version }: ServerOptions): void {
  const open = { config: { open: true } }
  app.get('/healthz', open, async () => ({ status: 'ok', version }))
  app.get('/readyz', open, async () => {
    await records.jobs.due(0, 1)
    return { status: 'ready' }
  })
}
