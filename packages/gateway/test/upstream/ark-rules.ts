import sharp from 'sharp'
import { z } from 'zod'

import { ARK_FIELDS } from './ark-models.ts'
import type { ArkModel } from './ark-models.ts'

/** How the vendor says no: before drawing anything, and free of charge. */
export interface ArkError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly param: string
}

const body = z.looseObject({
  model: z.string(),
  prompt: z.string().optional(),
  image: z.union([z.string(), z.array(z.string())]).optional(),
  size: z.string().optional(),
  watermark: z.boolean().default(true),
  response_format: z.enum(['url', 'b64_json']).default('url'),
  output_format: z.string().optional(),
  seed: z.int().min(-1).max(2_147_483_647).default(-1),
  guidance_scale: z.number().min(1).max(10).optional(),
  sequential_image_generation: z.enum(['disabled', 'auto']).default('disabled'),
  sequential_image_generation_options: z
    .object({ max_images: z.int().min(1).max(15).default(15) })
    .default({ max_images: 15 }),
  stream: z.boolean().default(false),
  optimize_prompt_options: z.looseObject({ mode: z.string().optional() }).optional(),
  tools: z.array(z.object({ type: z.literal('web_search') })).optional(),
  background: z.string().optional(),
  layer_decomposition: z.boolean().default(false),
})
export type ArkBody = z.output<typeof body>

/** A request whose types are right, beside the fields it really had: defaults fill `asked` in. */
export interface ArkAsk {
  readonly asked: ArkBody
  readonly sent: readonly string[]
}

/** The first thing wrong with the types, if something is. */
export function readArkAsk(value: unknown): ArkAsk | ArkError {
  const { data, error } = body.safeParse(value)
  if (data !== undefined) return { asked: data, sent: Object.keys(Object(value)) }
  const issue = error.issues[0]
  const param = issue?.path.join('.') ?? ''
  return issue?.message.endsWith('received undefined')
    ? missing(param)
    : invalid(param, issue?.message ?? 'not valid')
}

/** The vendor's checks for one model, its literal texts where they are known; undefined when it would draw. */
export async function arkRefusal({ asked, sent }: ArkAsk, model: ArkModel): Promise<ArkError | undefined> {
  return (
    unsupported(sent, model) ??
    badPrompt(asked) ??
    badSize(asked, model) ??
    badOptions(asked, model) ??
    (await badReferences(asked, model)) ??
    (await badBackground(asked))
  )
}

export function references({ image }: ArkBody): readonly string[] {
  return typeof image === 'string' ? [image] : (image ?? [])
}

function unsupported(sent: readonly string[], { takes }: ArkModel): ArkError | undefined {
  const field = ARK_FIELDS.find((name) => sent.includes(name) && !takes.includes(name))
  if (field === undefined) return undefined
  const message =
    `The parameter \`${field}\` specified in the request are not valid: ` +
    `the parameter \`${field}\` is not supported by the current model.`
  return { status: 400, code: 'InvalidParameter', param: field, message }
}

function badPrompt({ prompt, layer_decomposition: layers }: ArkBody): ArkError | undefined {
  return prompt || layers ? undefined : missing('prompt')
}

function badSize({ size, layer_decomposition: layers }: ArkBody, model: ArkModel): ArkError | undefined {
  if (size === undefined || model.tiers.includes(size)) return undefined
  if (layers && size === 'auto') return undefined
  if (size === 'adaptive' && model.defaultSize === 'adaptive') return undefined
  const exact = /^(\d+)x(\d+)$/.exec(size)
  const legal = exact !== null && !layers && isLegal(Number(exact[1]), Number(exact[2]), model)
  return legal ? undefined : invalid('size', `the specified size is not supported for model ${model.id}.`)
}

function isLegal(width: number, height: number, { pixels, side }: ArkModel): boolean {
  if (side !== undefined) return [width, height].every((length) => length >= side[0] && length <= side[1])
  if (pixels === undefined) return false
  const ratio = width / height
  return width * height >= pixels[0] && width * height <= pixels[1] && ratio >= 1 / 16 && ratio <= 16
}

function badOptions(asked: ArkBody, model: ArkModel): ArkError | undefined {
  const mode = asked.optimize_prompt_options?.mode
  if (mode !== undefined && !model.promptModes.includes(mode)) {
    const legal = model.promptModes.map((word) => `'${word}'`).join(' or ')
    return invalid('optimize_prompt_options.mode', `must be ${legal}`)
  }
  const format = asked.output_format
  if (format !== undefined && format !== 'jpeg' && format !== 'png') {
    return invalid('output_format', 'must be one of: jpeg, png')
  }
  const { background } = asked
  if (background !== undefined && !model.backgrounds.includes(background)) {
    return invalid('background', `must be one of: ${model.backgrounds.join(', ')}`)
  }
  return undefined
}

async function badReferences(
  asked: ArkBody,
  { references: [min, max] }: ArkModel,
): Promise<ArkError | undefined> {
  const pictures = references(asked)
  if (pictures.length > max) return invalid('image', `number of reference images cannot exceed ${max}`)
  if (pictures.length < min) return missing('image')
  if (asked.layer_decomposition && pictures.length !== 1) {
    return invalid('image', 'layer decomposition requires exactly one input image')
  }
  const found = await Promise.all(pictures.map(badReference))
  return found.find((error) => error !== undefined)
}

const MAX_REFERENCE_BYTES = 30 * 2 ** 20
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'bmp', 'tiff', 'gif', 'heic', 'heif']
/** Read by the vendor and not by the picture library of these tests. */
const UNCHECKED: readonly string[] = ['bmp', 'heic', 'heif']

/** Addresses would be fetched by the vendor; here they only count. */
async function badReference(picture: string): Promise<ArkError | undefined> {
  if (/^https?:/.test(picture)) return undefined
  const [, format = '', base64 = ''] = /^data:image\/([^;]+);base64,(.+)$/s.exec(picture) ?? []
  if (!FORMATS.includes(format))
    return invalid('image', 'the data URI must be data:image/<lower case format>;base64,')
  if (UNCHECKED.includes(format)) return undefined
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.byteLength > MAX_REFERENCE_BYTES) return invalid('image', 'the image is larger than 30 MB')
  const facts = await sharp(bytes)
    .metadata()
    .catch(() => undefined)
  if (facts === undefined || facts.format !== format)
    return invalid('image', `the image is not a valid ${format}`)
  return isMeasured(facts) ? undefined : invalid('image', 'the size of the image is out of range')
}

function isMeasured({ width, height }: { readonly width: number; readonly height: number }): boolean {
  const ratio = width / height
  return Math.min(width, height) > 14 && width * height <= 36_000_000 && ratio >= 1 / 16 && ratio <= 16
}

async function badBackground(asked: ArkBody): Promise<ArkError | undefined> {
  if (asked.background !== 'transparent' || asked.model.includes('seedream-5-5')) return undefined
  const pictures = references(asked)
  if (pictures.length !== 1)
    return invalid('background', 'transparent background requires exactly one input image')
  if (asked.output_format !== 'png') {
    return invalid('output_format', 'output_format must be png when background is transparent')
  }
  const [, base64 = ''] = /^data:image\/png;base64,(.+)$/s.exec(pictures[0] ?? '') ?? []
  const stats = await sharp(Buffer.from(base64, 'base64'))
    .stats()
    .catch(() => undefined)
  return stats?.isOpaque === false
    ? undefined
    : invalid('image', 'transparent background requires a PNG input with at least one transparent pixel')
}

function invalid(param: string, why: string): ArkError {
  const message = `The parameter \`${param}\` specified in the request is not valid: ${why}`
  return { status: 400, code: 'InvalidParameter', param, message }
}

function missing(param: string): ArkError {
  const message = `The request is missing \`${param}\` parameter.`
  return { status: 400, code: 'MissingParameter', param, message }
}
