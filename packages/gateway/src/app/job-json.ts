import type { JsonObject } from '../core/json.ts'
import { dollars } from '../core/money.ts'
import type { Micros } from '../core/money.ts'
import type { Plan } from '../core/plan.ts'
import type { DeliveredImage, JobView } from '../core/ports/dialect.ts'

/** A job in Dreamgate's own words. Times are epoch seconds, money is a decimal string in US dollars. */
export function jobJson({ job, images, removed, failed }: JobView, reserved: Micros): JsonObject {
  const { plan } = job
  return {
    id: job.id,
    object: 'job',
    status: job.status,
    operation: plan.operation,
    model: plan.model,
    engine: plan.engine,
    created_at: seconds(job.createdAt),
    started_at: job.startedAt === undefined ? null : seconds(job.startedAt),
    finished_at: job.finishedAt === undefined ? null : seconds(job.finishedAt),
    request: requestJson(plan),
    images: images.map(imageJson),
    ...(removed.length > 0 && { images_removed: removed.length }),
    failed: failed.map(({ index, fault }) => ({
      index,
      error: { code: fault.vendorCode ?? fault.code, message: fault.message },
    })),
    error: job.fault === undefined ? null : { code: job.fault.code, message: job.fault.message },
    cost_usd: dollars(job.cost),
    reserved_usd: dollars(reserved),
    warnings: job.warnings,
    edited_from: plan.references.flatMap(({ imageId }) => (imageId === undefined ? [] : [imageId])),
    dialect: job.dialect,
    route: job.route,
  }
}

/** A picture as it stands in its job. */
export function imageJson({ id, url, width, height, mediaType, index, seed }: DeliveredImage): JsonObject {
  return { id, url, width, height, media_type: mediaType, index, seed: seed ?? null }
}

function requestJson(plan: Plan): JsonObject {
  const { prompt, enginePrompt, size, mode, count, references } = plan
  return {
    model: plan.askedModel,
    prompt,
    engine_prompt: enginePrompt === prompt ? null : enginePrompt,
    size: size.tier ?? `${size.width}x${size.height}`,
    mode,
    count,
    references: references.map(({ mediaType, width, height, bytes, imageId }) => ({
      media_type: mediaType,
      width,
      height,
      bytes,
      image_id: imageId ?? null,
    })),
    mask: plan.mask !== undefined,
    seed: plan.seed ?? null,
    guidance_scale: plan.guidanceScale ?? null,
    watermark: plan.watermark,
    output_format: plan.format ?? null,
    background: plan.background ?? null,
    user: plan.user ?? null,
    metadata: plan.metadata ?? null,
    ignored: plan.ignored,
    adjusted: plan.adjusted,
  }
}

/** Times on the wire are whole epoch seconds. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000)
}
