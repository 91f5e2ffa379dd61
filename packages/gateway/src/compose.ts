import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { FastifyInstance } from 'fastify'

import { engineRoster } from './app/context.ts'
import type { AppContext, Settings } from './app/context.ts'
import { recover } from './app/recover.ts'
import { sweepRounds } from './app/retention/rounds.ts'
import type { Rounds } from './app/retention/rounds.ts'
import { work } from './app/work.ts'
import { diskBlobs } from './blobs/disk.ts'
import { engine, withEndpoints } from './compose/engines.ts'
import { post } from './compose/webhooks.ts'
import type { Post } from './compose/webhooks.ts'
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
/** For the last answers to leave when the last job has ended; a connection on which nothing was ever asked takes all of it. */
const ANSWERING_MS = 5000
const REFERENCES_AT_ONCE = 4

const SETTINGS: Omit<Settings, 'publicUrl'> = {
  leaseMs: 30_000,
  firstPauseMs: 1000,
  unreachableWindowMs: 60_000,
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

/** Where everything durable goes. */
export type Stores = Pick<AppContext, 'records' | 'blobs'>

/** One machine: SQLite and disk. */
export async function openStores(config: Config): Promise<Stores> {
  return {
    records: await openRecords(config, { beside: false }),
    blobs: diskBlobs({ folder: join(config.dataFolder, 'blobs') }),
  }
}

/** Everything in this process, over stores that it closes in the end. */
export async function compose(
  config: Config,
  tell: AppContext['report'],
  { records, blobs }: Stores,
): Promise<Gateway> {
  const reports = reportsUntilClosing(tell)
  const { report } = reports
  const outside = { allow: config.allowPrivate, userAgent: `dreamgate/${VERSION}` }
  const guarded = guardedFetch(outside)
  const webhooks = post({ ...outside, records, clock, report })
  const queue = inProcessQueue({
    due: (now, limit) => records.jobs.due(now, limit),
    clock,
    concurrency: config.concurrency,
    pollMs: QUEUE_POLL_MS,
    onError: (error, jobId) => report(error, jobId === undefined ? {} : { job: jobId }),
  })
  const context: AppContext = {
    records,
    blobs,
    queue,
    followers: inProcessFollowers(),
    courier: webhooks.courier,
    sender: webhooks.sender,
    engines: engineRoster(config.engines.map((entry) => engine(entry, guarded))),
    catalogue: catalogue(withEndpoints(models, config.engines)),
    pictures: pictures(),
    fetcher: fetcher(guarded),
    clock,
    looking: turns(REFERENCES_AT_ONCE),
    settings: { ...SETTINGS, publicUrl: config.publicUrl },
    report,
  }
  await context.blobs.sweep()
  await recover(context)
  queue.work((jobId, signal) => work(context, jobId, signal))
  webhooks.courier.begin()
  const app = await serverFor(context, config)
  const rounds = sweepRounds(context, config.keep)
  const closing = { app, context, guarded, webhooks, rounds, reports }
  return { app, context, close: (graceMs) => close(closing, graceMs) }
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
  readonly webhooks: Post
  readonly rounds: Rounds
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
async function close(closing: Closing, graceMs: number): Promise<void> {
  const { app, context, guarded, webhooks, rounds, reports } = closing
  const grace = pause(graceMs)
  const worked = context.queue.drain()
  const drained = worked.then(() => webhooks.courier.drain())
  const answered = Promise.race([app.close(), worked.then(() => pause(ANSWERING_MS))])
  await Promise.race([Promise.all([drained, rounds.stop(), answered]), grace])
  reports.stop()
  app.server.closeAllConnections()
  await context.records.close()
  await Promise.all([guarded.close(), webhooks.close(), ...context.engines.all.map((one) => one.close())])
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
