import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { FastifyInstance } from 'fastify'

import { engineRoster } from './app/context.ts'
import type { AppContext, Settings } from './app/context.ts'
import { recover } from './app/recover.ts'
import { work } from './app/work.ts'
import { diskBlobs } from './blobs/disk.ts'
import { engine, withEndpoints } from './compose/engines.ts'
import type { Config } from './config/config.ts'
import { catalogue } from './core/catalogue.ts'
import type { Clock } from './core/ports/clock.ts'
import type { Dialect } from './core/ports/dialect.ts'
import type { Records } from './core/ports/records.ts'
import { dialects } from './dialects/index.ts'
import { guardedFetch } from './lib/guarded-fetch.ts'
import type { GuardedFetch } from './lib/guarded-fetch.ts'
import { turns } from './lib/turns.ts'
import { fetcher } from './media/fetcher.ts'
import { pictures } from './media/pictures.ts'
import { models } from './models/index.ts'
import { inProcessFollowers } from './queue/in-process-followers.ts'
import { inProcessQueue } from './queue/in-process.ts'
import { sqliteRecords } from './records/open-sqlite.ts'
import { server } from './server/server.ts'
import { VERSION } from './version.ts'

const MEBIBYTE = 1_048_576
const WAIT_SECONDS = 600
const BODY_BUDGET = 600 * MEBIBYTE
const QUEUE_POLL_MS = 250
const REFERENCES_AT_ONCE = 4

const SETTINGS: Settings = {
  leaseMs: 30_000,
  retryWindowMs: WAIT_SECONDS * 1000,
  fetchWindowMs: 24 * 60 * 60 * 1000,
  maxResultBytes: 100 * MEBIBYTE,
  referenceTimeoutMs: 30_000,
  maxReferenceBytes: 30 * MEBIBYTE,
}

export const clock: Clock = { now: () => Date.now() }

export interface Gateway {
  readonly app: FastifyInstance
  readonly context: AppContext
  /** Takes no more work, lets running jobs end, closes everything. Jobs that do not end in time are picked up at the next start. */
  close(graceMs: number): Promise<void>
}

/** Where a data folder keeps its rows. */
export function openRecords(config: Config, use: { readonly beside: boolean }): Promise<Records> {
  return sqliteRecords({ file: join(config.dataFolder, 'dreamgate.sqlite'), beside: use.beside })
}

/** One machine: SQLite, disk, everything in this process. */
export async function compose(config: Config, tell: AppContext['report']): Promise<Gateway> {
  const reports = reportsUntilClosing(tell)
  const { report } = reports
  const records = await openRecords(config, { beside: false })
  const guarded = guardedFetch({ allow: config.allowPrivate, userAgent: `dreamgate/${VERSION}` })
  const queue = inProcessQueue({
    due: (now, limit) => records.jobs.due(now, limit),
    clock,
    concurrency: config.concurrency,
    pollMs: QUEUE_POLL_MS,
    onError: (error, jobId) => report(error, jobId === undefined ? {} : { job: jobId }),
  })
  const context: AppContext = {
    records,
    blobs: diskBlobs({ folder: join(config.dataFolder, 'blobs') }),
    queue,
    followers: inProcessFollowers(),
    engines: engineRoster(config.engines.map((entry) => engine(entry, guarded))),
    catalogue: catalogue(withEndpoints(models, config.engines)),
    pictures: pictures(),
    fetcher: fetcher(guarded),
    clock,
    looking: turns(REFERENCES_AT_ONCE),
    settings: SETTINGS,
    report,
  }
  await context.blobs.sweep()
  await recover(context)
  queue.work((jobId, signal) => work(context, jobId, signal))
  const app = await serverFor(context, config)
  return { app, context, close: (graceMs) => close({ app, context, guarded, reports }, graceMs) }
}

async function serverFor(context: AppContext, config: Config): Promise<FastifyInstance> {
  const known = dialects.map((dialect) => withOperatorDefaults(dialect, config.routes))
  const [first] = known
  const nativeDialect = known.find((dialect) => dialect.name === 'openai') ?? first
  if (nativeDialect === undefined) throw new Error('there is no dialect')
  return server(context, {
    dialects: known,
    nativeDialect,
    publicUrl: config.publicUrl,
    waitSeconds: WAIT_SECONDS,
    bodyBudget: BODY_BUDGET,
    consoleFolder: consoleFolder(),
    version: VERSION,
  })
}

function withOperatorDefaults(dialect: Dialect, wishes: Config['routes']): Dialect {
  const routes = dialect.routes.map((route) => {
    const wish = wishes[route.name]
    if (wish === undefined || route.kind !== 'submit') return route
    const {
      model = route.defaults.model,
      size = route.defaults.size,
      watermark = route.defaults.watermark,
    } = wish
    return { ...route, defaults: { ...route.defaults, model, size, watermark } }
  })
  return { ...dialect, routes }
}

/** Beside the bundle; from source there is none until the console was built. */
function consoleFolder(): string | undefined {
  const folders = ['./console', '../../console/dist'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  )
  return folders.find((folder) => existsSync(join(folder, 'index.html')))
}

interface Closing {
  readonly app: FastifyInstance
  readonly context: AppContext
  readonly guarded: GuardedFetch
  readonly reports: Reports
}

interface Reports {
  readonly report: AppContext['report']
  /** What breaks from now on breaks because we are leaving. */
  stop(): void
}

function reportsUntilClosing(tell: AppContext['report']): Reports {
  let closing = false
  return {
    report: (error, about) => {
      if (!closing) tell(error, about)
    },
    stop: () => {
      closing = true
    },
  }
}

/**
 * The records close before the engines do: work that has outlived its grace must not be written down as failed, its
 * rows stay as a crash would leave them and the next start goes on from there.
 */

async function close({ app, context, guarded, reports }: Closing, graceMs: number): Promise<void> {
  const grace = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref())
  await Promise.race([Promise.all([context.queue.drain(), app.close()]), grace])
  reports.stop()
  app.server.closeAllConnections()
  await context.records.close()
  await Promise.all([guarded.close(), ...context.engines.all.map((one) => one.close())])
}
