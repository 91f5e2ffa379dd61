import { buffer } from 'node:stream/consumers'

import { Fault } from '../core/fault.ts'
import type { MediaType, Reference } from '../core/image.ts'
import type { Ask, Job } from '../core/job.ts'
import type { Plan } from '../core/plan.ts'
import type { Engine, Order, OrderReference } from '../core/ports/engine.ts'
import type { AppContext } from './context.ts'

/** What one ask tells its engine. Fault: upstream_unavailable when the engine no longer serves the model. */
export async function orderOf(
  context: AppContext,
  { id, plan }: Job,
  { engine, ask }: { readonly engine: Engine; readonly ask: Ask },
): Promise<Order> {
  const row = context.catalogue.find(plan.model)
  const model = row && engine.modelName(row)
  if (row === undefined || model === undefined) {
    throw new Fault('upstream_unavailable', `The engine ${engine.name} no longer serves ${plan.model}.`)
  }
  const references = await Promise.all(
    plan.references.map((reference) => orderReference(context, engine, reference)),
  )
  return {
    jobId: id,
    part: ask.part,
    row,
    model,
    prompt: plan.enginePrompt,
    references,
    mask: plan.mask && (await orderReference(context, engine, plan.mask)),
    size: plan.size,
    mode: plan.mode,
    count: ask.pictures,
    seed: plan.seed === undefined || plan.seed < 0 ? plan.seed : plan.seed + ask.first,
    guidanceScale: plan.guidanceScale,
    watermark: plan.watermark,
    format: plan.format,
    background: plan.background,
    layers: plan.layers,
    webSearch: plan.webSearch,
    promptMode: plan.promptMode,
  }
}

const COMMON: ReadonlySet<MediaType> = new Set(['image/jpeg', 'image/png'])

/** How many pictures each ask of a job is to give. */
export function cut({ mode, count }: Plan, { capabilities }: Engine): readonly number[] {
  if (mode === 'sequence') return [count]
  const { picturesPerAsk } = capabilities
  const parts = Math.ceil(count / picturesPerAsk)
  return Array.from({ length: parts }, (_, part) => Math.min(picturesPerAsk, count - part * picturesPerAsk))
}

async function orderReference(
  context: AppContext,
  engine: Engine,
  reference: Reference,
): Promise<OrderReference> {
  const { blob, mediaType, width, height, imageId } = reference
  const image = imageId === undefined ? undefined : await context.records.images.find(imageId)
  const read = async (): Promise<Uint8Array> => {
    const stream = await context.blobs.get(blob)
    if (stream === undefined)
      throw new Fault('reference_unreadable', 'The bytes of a reference are no longer kept here.')
    return buffer(stream)
  }
  const facts = { width, height, recipe: image?.recipe }
  if (engine.capabilities.readsEveryFormat || COMMON.has(mediaType)) return { ...facts, mediaType, read }
  return { ...facts, mediaType: 'image/png', read: async () => context.pictures.common(await read()) }
}
