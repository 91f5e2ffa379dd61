import type { Key } from '../../../src/core/caller.ts'
import type { FaultNote } from '../../../src/core/fault.ts'
import type { FailedItem, Image } from '../../../src/core/image.ts'
import type { Job } from '../../../src/core/job.ts'
import type { Plan } from '../../../src/core/plan.ts'
import type { BlobKey } from '../../../src/core/ports/blob-store.ts'
import type { JobFilter, LedgerEntry, NewJob, Records, StoredFile } from '../../../src/core/ports/records.ts'
import type { Delivery, WebhookEndpoint } from '../../../src/core/webhook.ts'

/** A part of the contract; it gets the records that the current test works on. */
export type Chapter = (records: () => Records) => void

export const everyJob: JobFilter = {
  ownerId: undefined,
  status: undefined,
  model: undefined,
  text: undefined,
  cursor: undefined,
  limit: 100,
}

export const fault: FaultNote = {
  code: 'content_refused',
  message: 'No.',
  vendorCode: 'InputTextSensitive',
  param: 'prompt',
}

export function newJob(id: string, change: Partial<NewJob> = {}): NewJob {
  return {
    id,
    ownerId: 'ann',
    keyId: 'key_1',
    dialect: 'openai',
    route: 'openai.generations',
    plan: plan(),
    bodyHash: 'body',
    createdAt: 1,
    ...change,
  }
}

export function plan(change: Partial<Plan> = {}): Plan {
  return {
    askedModel: 'seedream-4.0',
    model: 'seedream-4-0-250828',
    engine: 'ark',
    operation: 'generate',
    prompt: 'a heron at dawn',
    enginePrompt: 'a heron at dawn',
    references: [],
    mask: undefined,
    size: { width: 2048, height: 2048, source: 'tier', tier: '2K' },
    mode: 'independent',
    count: 1,
    seed: 7,
    guidanceScale: undefined,
    watermark: false,
    format: undefined,
    background: undefined,
    layers: false,
    webSearch: false,
    promptMode: undefined,
    delivery: 'address',
    user: undefined,
    metadata: { order: 12, tags: ['a', null] },
    waitMs: 600_000,
    webhook: undefined,
    base: 'http://localhost:8787',
    price: 30_000,
    ignored: [],
    adjusted: [],
    ...change,
  }
}

export function image(id: string, change: Pick<Image, 'jobId' | 'index'> & Partial<Image>): Image {
  return {
    id,
    part: 0,
    blob: blob('a'),
    mediaType: 'image/jpeg',
    bytes: 1_234,
    width: 2048,
    height: 1024,
    seed: undefined,
    recipe: undefined,
    createdAt: 10,
    removedAt: undefined,
    ...change,
  }
}

export function failedItem(jobId: string, index: number): FailedItem {
  return { jobId, index, part: 0, fault, createdAt: 10 }
}

export function blob(digit: string): BlobKey {
  return `sha256-${digit.repeat(64)}`
}

export function key(id: string, change: Partial<Key> = {}): Key {
  return {
    id,
    name: 'a key',
    ownerId: id,
    prefix: 'dg_abc',
    scopes: ['generate', 'read'],
    models: undefined,
    requestsPerMinute: undefined,
    imagesPerMinute: undefined,
    monthlyBudget: undefined,
    createdAt: 1,
    expiresAt: undefined,
    lastUsedAt: undefined,
    revokedAt: undefined,
    ...change,
  }
}

export function entry(
  jobId: string,
  kind: LedgerEntry['kind'],
  { micros, at }: Pick<LedgerEntry, 'micros' | 'at'>,
): LedgerEntry {
  return {
    jobId,
    keyId: 'key_1',
    ownerId: 'ann',
    kind,
    micros,
    images: 0,
    model: 'seedream-4-0-250828',
    engine: 'ark',
    at,
  }
}

export function file(id: string, change: Partial<StoredFile> = {}): StoredFile {
  return { id, ownerId: 'ann', blob: blob('f'), name: 'cat.png', bytes: 12, createdAt: 1, ...change }
}

export function endpoint(id: string, change: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    id,
    ownerId: 'ann',
    keyId: undefined,
    url: 'https://hooks.example/',
    description: 'a shop',
    events: ['job.succeeded', 'job.failed'],
    secret: 'whsec_secret',
    previousSecret: undefined,
    previousSecretUntil: undefined,
    disabledAt: undefined,
    createdAt: 1,
    updatedAt: 1,
    ...change,
  }
}

export function delivery(id: string, change: Partial<Delivery> = {}): Delivery {
  return {
    id,
    endpointId: 'wh_1',
    ownerId: 'ann',
    jobId: 'job_1',
    target: 'wh_1',
    url: 'https://hooks.example/',
    event: 'job.succeeded',
    body: '{"type":"job.succeeded"}',
    status: 'pending',
    attempts: 0,
    nextAt: 10,
    giveUpAt: 1_000,
    lastStatus: undefined,
    lastError: undefined,
    createdAt: 10,
    finishedAt: undefined,
    ...change,
  }
}

export function idsOf(jobs: readonly Job[]): readonly string[] {
  return jobs.map((job) => job.id)
}
