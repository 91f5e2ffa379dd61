import type { FaultCode } from '../../../src/core/fault.ts'
import type { FailedItem } from '../../../src/core/image.ts'
import type { Job, JobStatus } from '../../../src/core/job.ts'
import type { Plan } from '../../../src/core/plan.ts'
import type { DeliveredImage, JobView } from '../../../src/core/ports/dialect.ts'
import type { Background, Delivery } from '../../../src/core/request.ts'

/** A job in as few words as a golden file needs. */
export interface ToldJob {
  readonly status?: JobStatus
  readonly model?: string
  readonly count?: number
  readonly delivery?: Delivery
  readonly background?: Background
  readonly fault?: ToldFault
  readonly images?: readonly { readonly index: number; readonly width: number; readonly height: number }[]
  readonly failed?: readonly ({ readonly index: number } & ToldFault)[]
  readonly omitFailed?: boolean
  readonly shyOfErrors?: boolean
}

interface ToldFault {
  readonly code: FaultCode
  readonly message: string
  readonly vendorCode?: string
}

const BEGUN = 1_757_499_942_000
const ENDED = BEGUN + 8_500

export function viewOf(told: ToldJob, route: string): JobView {
  const job = jobOf(told, route)
  return {
    job,
    images: (told.images ?? []).map((image) => imageOf(image, job)),
    removed: [],
    failed: (told.failed ?? []).map(({ index, ...fault }) => failedOf(index, fault)),
    omitFailed: told.omitFailed ?? false,
    shyOfErrors: told.shyOfErrors ?? false,
  }
}

function jobOf(told: ToldJob, route: string): Job {
  const status = told.status ?? 'succeeded'
  const ended = !['queued', 'running', 'waiting'].includes(status)
  return {
    id: 'job_01',
    ownerId: 'key_01',
    keyId: 'key_01',
    dialect: route.split('.')[0] ?? '',
    route,
    plan: planOf(told),
    status,
    version: 3,
    runAt: BEGUN,
    leaseUntil: 0,
    attempts: 1,
    cancelRequested: false,
    fault: told.fault,
    cost: 0,
    warnings: [],
    createdAt: BEGUN,
    updatedAt: ended ? ENDED : BEGUN + 2_000,
    startedAt: BEGUN + 1_000,
    finishedAt: ended ? ENDED : undefined,
  }
}

function planOf(told: ToldJob): Plan {
  return {
    askedModel: told.model ?? 'seedream-4.0',
    model: 'seedream-4-0-250828',
    engine: 'sketch',
    operation: 'generate',
    prompt: 'a heron',
    enginePrompt: 'a heron',
    references: [],
    mask: undefined,
    size: { width: 2048, height: 2048, source: 'default', tier: undefined },
    mode: 'independent',
    count: told.count ?? 1,
    seed: undefined,
    guidanceScale: undefined,
    watermark: false,
    format: undefined,
    background: told.background,
    layers: false,
    webSearch: false,
    promptMode: undefined,
    delivery: told.delivery ?? 'address',
    user: undefined,
    metadata: undefined,
    waitMs: 600_000,
    webhook: undefined,
    base: 'https://gate.example',
    price: 0,
    ignored: [],
    adjusted: [],
  }
}

function imageOf(
  told: { readonly index: number; readonly width: number; readonly height: number },
  job: Job,
): DeliveredImage {
  const id = `img_${told.index}`
  return {
    ...told,
    id,
    jobId: job.id,
    part: 0,
    blob: `sha256-${id}`,
    mediaType: 'image/jpeg',
    bytes: 1000,
    seed: undefined,
    recipe: undefined,
    createdAt: BEGUN + 3_000 + 1_000 * told.index,
    removedAt: undefined,
    url: `https://gate.example/i/${id}.jpg`,
  }
}

function failedOf(index: number, fault: ToldFault): FailedItem {
  return { jobId: 'job_01', index, part: 0, fault, createdAt: BEGUN + 3_000 + 1_000 * index }
}
