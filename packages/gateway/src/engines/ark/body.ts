import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { Order } from '../../core/ports/engine.ts'

/**
 * The whole request body as pieces to be sent one after the other. References go inline, because some hosts turn the
 * vendor's fetchers away; their base64 never becomes part of a larger string.
 */
export async function arkBody(order: Order): Promise<readonly Uint8Array[]> {
  const fields = JSON.stringify(arkFields(order))
  const pictures = await Promise.all(
    order.references.map(async (reference) => dataUri(reference.mediaType, await reference.read())),
  )
  const [first, ...others] = pictures
  if (first === undefined) return [Buffer.from(fields)]
  const open = Buffer.from(`${fields.slice(0, -1)},"image":`)
  if (others.length === 0) return [open, ...first, Buffer.from('}')]
  const rest = others.flatMap((picture) => [Buffer.from(','), ...picture])
  return [open, Buffer.from('['), ...first, ...rest, Buffer.from(']}')]
}

/**
 * Everything but `image`. A field that the row does not take is left out, never sent with its default: newer models
 * refuse some by their mere presence. Only `watermark` is always said, because the vendor's default is true.
 */
export function arkFields(order: Order): JsonObject {
  const { row } = order
  const wire: Record<string, JsonValue | undefined> = {
    model: order.model,
    prompt: order.layers && order.prompt === '' ? undefined : order.prompt,
    size: sizeWord(order),
    ...sequenceFields(order),
    seed: row.seed.kind === 'none' ? undefined : order.seed,
    guidance_scale: row.guidanceScale.kind === 'none' ? undefined : order.guidanceScale,
    output_format: formatWord(order),
    optimize_prompt_options: promptOptions(order),
    tools: order.webSearch && row.webSearch ? [{ type: 'web_search' }] : undefined,
    background: backgroundWord(order),
    layer_decomposition: takesLayers(order) ? true : undefined,
    watermark: order.watermark,
    response_format: 'url',
  }
  const said = Object.entries(wire).filter(
    ([name, value]) => value !== undefined && !row.refusedFields.includes(name),
  )
  return Object.fromEntries(said) as JsonObject
}

function sizeWord({ size, row, layers }: Order): string {
  if (layers && size.source === 'default') return 'auto'
  if (size.tier !== undefined) return size.tier
  if (size.source === 'adaptive' && row.sizes.adaptive) return 'adaptive'
  return `${size.width}x${size.height}`
}

/** A story is streamed, so that its first picture is here while the last is being made. */
function sequenceFields({ mode, row, count }: Order): Record<string, JsonValue> {
  if (mode !== 'sequence' || !row.sequence) return {}
  return {
    sequential_image_generation: 'auto',
    sequential_image_generation_options: { max_images: count },
    ...(row.stream ? { stream: true } : {}),
  }
}

/** Layers are always PNG; transparency needs PNG and the vendor's default is JPEG. */
function formatWord(order: Order): string | undefined {
  if (!order.row.takesFormat || takesLayers(order)) return undefined
  return backgroundWord(order) === 'transparent' ? 'png' : order.format
}

function backgroundWord(order: Order): string | undefined {
  const { background, row } = order
  return background !== undefined && row.backgrounds.includes(background) && !takesLayers(order)
    ? background
    : undefined
}

function takesLayers({ layers, row }: Order): boolean {
  return layers && row.maxLayers > 0
}

function promptOptions({ promptMode, row }: Order): JsonObject | undefined {
  return promptMode !== undefined && row.promptModes.includes(promptMode) ? { mode: promptMode } : undefined
}

/** The vendor refuses a data URI whose type is not in lower case (seen live, September 2026); ours always are. */
function dataUri(mediaType: string, bytes: Uint8Array): readonly Uint8Array[] {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return [Buffer.from(`"data:${mediaType};base64,`), Buffer.from(base64, 'latin1'), Buffer.from('"')]
}
