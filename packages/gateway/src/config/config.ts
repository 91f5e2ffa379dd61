import { isAbsolute, resolve } from 'node:path'

import { z } from 'zod'

import type { KeepDays } from '../core/retention.ts'
import { ConfigError } from './config-error.ts'
import { readFile } from './file.ts'
import type { EngineEntry, FileConfig, RouteEntry } from './file.ts'

/** Everything an operator can decide, from the environment and `dreamgate.yaml`, checked and with defaults. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  readonly adminKey: string | undefined
  readonly publicUrl: string | undefined
  /** CIDRs that references and webhooks may reach although they are not public. */
  readonly allowPrivate: readonly string[]
  /** In order of preference. */
  readonly engines: readonly EngineEntry[]
  /** By route name: `pixazo.text`, `openai.generations`, … */
  readonly routes: Readonly<Record<string, RouteEntry>>
  /** Jobs worked on at once. */
  readonly concurrency: number
  /** How long running jobs may go on after SIGTERM. */
  readonly graceSeconds: number
  readonly keep: KeepDays
}

const ARK_BASE_URL = 'https://ark.ap-southeast.bytepluses.com/api/v3'

const port = z.coerce.number().int().min(0).max(65535)
const concurrency = z.coerce.number().int().min(1).max(10_000)
const graceSeconds = z.coerce.number().int().min(0).max(3600)
const days = z.coerce.number().int().min(1).max(36_500)
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

type Environment = Readonly<Record<string, string | undefined>>

/** Throws ConfigError that names the variable, or the file, line and field. */
export async function config(environment: Environment): Promise<Config> {
  const file = await readFile(environment)
  const dataFolder = environment['DREAMGATE_DATA'] ?? 'dreamgate-data'
  return {
    host: environment['DREAMGATE_HOST'] ?? '127.0.0.1',
    port: variable(environment, 'DREAMGATE_PORT', port) ?? 8787,
    dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(dataFolder),
    adminKey: adminKey(environment),
    publicUrl: variable(environment, 'DREAMGATE_PUBLIC_URL', url),
    allowPrivate: list(environment['DREAMGATE_ALLOW_PRIVATE']),
    engines: engines(environment, file),
    routes: file.routes,
    concurrency: variable(environment, 'DREAMGATE_CONCURRENCY', concurrency) ?? 64,
    graceSeconds: variable(environment, 'DREAMGATE_GRACE_SECONDS', graceSeconds) ?? 30,
    keep: keepDays(environment, file),
  }
}

function keepDays(environment: Environment, { keep }: FileConfig): KeepDays {
  const images = variable(environment, 'DREAMGATE_KEEP_IMAGES_DAYS', days) ?? keep.images_days
  const jobs = variable(environment, 'DREAMGATE_KEEP_JOBS_DAYS', days) ?? keep.jobs_days
  if (images !== undefined && jobs !== undefined && images > jobs) {
    throw new ConfigError(
      `keep.images_days (or DREAMGATE_KEEP_IMAGES_DAYS) is ${images} and keep.jobs_days (or DREAMGATE_KEEP_JOBS_DAYS) ` +
        `is ${jobs}: pictures go with their job, so images_days must be at most ${jobs}, or left out.`,
    )
  }
  return { images, jobs, webhookDeliveries: keep.webhook_deliveries_days }
}

/** The file's list when it has one; else Ark when there is a key for it; else Sketch, which needs nothing. */
function engines(environment: Environment, file: FileConfig): readonly EngineEntry[] {
  if (file.engines.length > 0) return file.engines
  const apiKey = environment['ARK_API_KEY']
  if (apiKey === undefined || apiKey === '') return [{ type: 'sketch' }]
  const baseUrl = variable(environment, 'ARK_BASE_URL', url) ?? ARK_BASE_URL
  return [{ type: 'ark', name: 'ark', api_key: apiKey, base_url: baseUrl, models: {}, after_crash: 'hold' }]
}

function adminKey(environment: Environment): string | undefined {
  const key = environment['DREAMGATE_ADMIN_KEY']
  if (key === undefined || key === '') return undefined
  if (key.length >= 16 && /^[\x21-\x7e]+$/.test(key)) return key
  throw new ConfigError('DREAMGATE_ADMIN_KEY must have at least 16 visible ASCII characters and no spaces.')
}

function variable<T>(environment: Environment, name: string, schema: z.ZodType<T>): T | undefined {
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const parsed = schema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new ConfigError(
    `${name}: ${parsed.error.issues[0]?.message ?? 'not understood'}; it is ${JSON.stringify(text)}.`,
  )
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[,\s]+/).filter((part) => part !== '')
}
