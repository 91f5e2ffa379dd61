import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { FastifyInstance } from 'fastify'

import { engineRoster } from '../src/app/context.ts'
import type { AppContext, Settings } from '../src/app/context.ts'
import { createKey } from '../src/app/keys.ts'
import type { KeyWish } from '../src/app/keys.ts'
import { work } from '../src/app/work.ts'
import { diskBlobs } from '../src/blobs/disk.ts'
import { post } from '../src/compose/webhooks.ts'
import { catalogue } from '../src/core/catalogue.ts'
import type { ModelRow } from '../src/core/model.ts'
import type { BlobStore } from '../src/core/ports/blob-store.ts'
import type { Clock } from '../src/core/ports/clock.ts'
import type { Engine } from '../src/core/ports/engine.ts'
import { dialects } from '../src/dialects/index.ts'
import { openai } from '../src/dialects/openai/openai.ts'
import { guardedFetch } from '../src/lib/guarded-fetch.ts'
import { turns } from '../src/lib/turns.ts'
import { fetcher } from '../src/media/fetcher.ts'
import { pictures } from '../src/media/pictures.ts'
import { models } from '../src/models/index.ts'
import { inProcessFollowers } from '../src/queue/in-process-followers.ts'
import { inProcessQueue } from '../src/queue/in-process.ts'
import { sqliteRecords } from '../src/records/open-sqlite.ts'
import type { ServerOptions } from '../src/server/options.ts'
import { server } from '../src/server/server.ts'
import { quickEngine } from './quick-engine.ts'

const MEBIBYTE = 1_048_576

export interface WholeOptions {
  readonly engines?: readonly Engine[]
  readonly rows?: readonly ModelRow[]
  readonly clock?: Clock
  readonly settings?: Partial<Settings>
  readonly server?: Partial<ServerOptions>
  /** CIDRs that references may reach although they are not public. */
  readonly allowPrivate?: readonly string[]
  /** What stands before the store on disk. */
  readonly blobs?: (disk: BlobStore) => BlobStore
}

/** Everything `compose` puts together, in this process: real rules, rows, blobs and dialects; only the engine is quick. */
export interface WholeGateway {
  readonly app: FastifyInstance
  readonly context: AppContext
  /** Where its blobs are. */
  readonly folder: string
  /** What went wrong on our side so far. */
  readonly reports: readonly unknown[]
  /** A key with a secret of one's own choice. */
  addKey(secret: string, wish?: Partial<KeyWish>): Promise<void>
  close(): Promise<void>
}

const SETTINGS: Omit<Settings, 'publicUrl'> = {
  leaseMs: 30_000,
  // Longer than anybody waits here: what goes wrong is told at once.
  firstPauseMs: 60_000,
  unreachableWindowMs: 0,
  fetchWindowMs: 0,
  maxResultBytes: 100 * MEBIBYTE,
  referenceTimeoutMs: 5_000,
  maxReferenceBytes: 30 * MEBIBYTE,
}

const USER: KeyWish = {
  name: 'a user',
  ownerId: undefined,
  scopes: ['generate', 'read', 'files'],
  models: undefined,
  monthlyBudget: undefined,
  expiresAt: undefined,
}

export async function wholeGateway(options: WholeOptions = {}): Promise<WholeGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgate-whole-'))
  const reports: unknown[] = []
  const allow = options.allowPrivate ?? []
  const guarded = guardedFetch({ allow })
  const parts = {
    records: await sqliteRecords({ file: ':memory:' }),
    clock: options.clock ?? { now: () => Date.now() },
    report: (error: unknown) => reports.push(error),
  }
  const webhooks = post({ ...parts, allow, userAgent: 'dreamgate/0.0.0-test' })
  const context = contextOf(options, {
    ...parts,
    fetcher: fetcher(guarded),
    blobs: (options.blobs ?? same)(diskBlobs({ folder, clock: parts.clock })),
    courier: webhooks.courier,
    sender: webhooks.sender,
  })
  context.queue.work((jobId, signal) => work(context, jobId, signal))
  webhooks.courier.begin()
  const app = await server(context, {
    dialects,
    nativeDialect: openai,
    publicUrl: undefined,
    waitSeconds: 20,
    bodyBudget: 600 * MEBIBYTE,
    consoleFolder: undefined,
    version: '0.0.0-test',
    ...options.server,
  })
  return {
    app,
    context,
    folder,
    reports,
    async addKey(secret, wish) {
      await createKey({ keys: context.records.keys, clock: context.clock }, { ...USER, ...wish }, secret)
    },
    async close() {
      await cancelRunning(context)
      await Promise.all([context.queue.drain(), app.close()])
      await Promise.all([webhooks.courier.drain(), webhooks.close()])
      await Promise.all([guarded.close(), ...context.engines.all.map((engine) => engine.close())])
      await context.records.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function contextOf(
  options: WholeOptions,
  parts: Pick<AppContext, 'records' | 'clock' | 'fetcher' | 'blobs' | 'courier' | 'sender' | 'report'>,
): AppContext {
  const { records, clock } = parts
  return {
    ...parts,
    queue: inProcessQueue({
      due: (now, limit) => records.jobs.due(now, limit),
      clock,
      concurrency: 16,
      pollMs: 250,
      onError: (error) => parts.report(error, {}),
    }),
    followers: inProcessFollowers(),
    engines: engineRoster(options.engines ?? [quickEngine()]),
    catalogue: catalogue(options.rows ?? models),
    pictures: pictures(),
    looking: turns(4),
    settings: { ...SETTINGS, publicUrl: options.server?.publicUrl, ...options.settings },
  }
}

function same(disk: BlobStore): BlobStore {
  return disk
}

/** Draining waits for running jobs, and an engine that hangs would never end. */
async function cancelRunning({ records, queue }: AppContext): Promise<void> {
  const open = await records.jobs.list({
    ownerId: undefined,
    status: 'running',
    model: undefined,
    text: undefined,
    cursor: undefined,
    limit: 100,
  })
  for (const job of open) queue.cancel(job.id)
}
