import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { Order, OrderReference } from '../../core/ports/engine.ts'
import { formPieces } from '../../lib/form-pieces.ts'
import type { FormFile } from '../../lib/form-pieces.ts'
import type { OpenaiOptions } from './options.ts'

export interface OpenaiRequest {
  readonly path: '/images/generations' | '/images/edits'
  readonly contentType: string
  readonly body: readonly Uint8Array[]
}

/** JSON for a new picture, a form for an edit: the one spelling of edits that every compatible server reads. */
export async function openaiRequest(order: Order, options: OpenaiOptions): Promise<OpenaiRequest> {
  const fields = openaiFields(order, options)
  if (order.references.length === 0) {
    const body = [Buffer.from(JSON.stringify(fields))]
    return { path: '/images/generations', contentType: 'application/json', body }
  }
  const texts = Object.entries(fields).map(([name, value]) => [name, formText(value)] as const)
  const { contentType, pieces } = formPieces(texts, await formFiles(order, options))
  return { path: '/images/edits', contentType, body: pieces }
}

/** Every field but the pictures. What a server does not take is left out, see `unserved`. */
export function openaiFields(order: Order, options: OpenaiOptions): JsonObject {
  const { width, height } = order.size
  const wire: Record<string, JsonValue | undefined> = {
    model: order.model,
    prompt: order.prompt,
    n: (options.picturesPerAsk ?? 1) > 1 ? order.count : undefined,
    ...(options.customSize ? { custom_size: { width, height } } : { size: `${width}x${height}` }),
    response_format: options.responseFormat === 'omit' ? undefined : options.responseFormat,
    background: order.background,
    output_format: order.background === 'transparent' ? 'png' : undefined,
    seed: options.seed ? order.seed : undefined,
    watermark: options.watermarks ? order.watermark : undefined,
    ...(options.streams === true ? { stream: true, partial_images: options.partialImages ?? 1 } : {}),
  }
  return Object.fromEntries(
    Object.entries(wire).filter((pair): pair is [string, JsonValue] => pair[1] !== undefined),
  )
}

/** What the order wants and this kind of server has no field for; it only tunes, so it is said and not refused. */
export function unserved(order: Order, { name, seed }: OpenaiOptions): readonly string[] {
  const wishes = {
    seed: order.seed !== undefined && order.seed >= 0 && !seed,
    guidance_scale: order.guidanceScale !== undefined,
    'web search': order.webSearch,
    'prompt optimisation': order.promptMode !== undefined,
  }
  return Object.entries(wishes)
    .filter(([, wished]) => wished)
    .map(([wish]) => `${name} takes no ${wish}; it was left out.`)
}

async function formFiles({ references, mask }: Order, options: OpenaiOptions): Promise<readonly FormFile[]> {
  const name = references.length > 1 ? 'image[]' : 'image'
  const images = references.map((reference, index) => formFile(name, `image-${index + 1}`, reference))
  const masks = mask !== undefined && options.masks ? [formFile('mask', 'mask', mask)] : []
  return Promise.all([...images, ...masks])
}

async function formFile(name: string, stem: string, reference: OrderReference): Promise<FormFile> {
  const { mediaType } = reference
  const fileName = `${stem}.${mediaType.slice('image/'.length)}`
  return { name, fileName, mediaType, bytes: await reference.read() }
}

function formText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
