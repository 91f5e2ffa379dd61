import type { GenerateRequest, Model } from '@dreamgate/client'

import { AUTO, sizeText } from './sizes.ts'
import type { SizeChoice } from './sizes.ts'

/** A picture in the tray: bytes on their way to the gateway, or a name the gateway knows. */
export interface DraftReference {
  readonly key: string
  readonly name: string
  /** An address the page may show. */
  readonly thumbnail: string
  readonly state:
    | { readonly kind: 'uploading' }
    | { readonly kind: 'ready'; readonly reference: string }
    | { readonly kind: 'failed'; readonly reason: string }
}

/** What the composer holds. */
export interface Draft {
  readonly prompt: string
  readonly model: Model | undefined
  readonly size: SizeChoice
  /** Related pictures instead of separate ones. */
  readonly story: boolean
  readonly count: number
  readonly references: readonly DraftReference[]
  readonly watermark: boolean
  /** undefined: the model's default */
  readonly format: 'jpeg' | 'png' | undefined
  readonly seed: number | undefined
}

export const EMPTY_DRAFT: Draft = {
  prompt: '',
  model: undefined,
  size: AUTO,
  story: false,
  count: 1,
  references: [],
  watermark: false,
  format: undefined,
  seed: undefined,
}

const MOST_SEPARATE = 6
const MOST_PICTURES = 15

/** How many pictures the draft may ask for. */
export function mostPictures({
  model,
  story,
  references,
}: Pick<Draft, 'model' | 'story' | 'references'>): number {
  const together = model?.max_references_plus_outputs ?? MOST_PICTURES
  const most = story
    ? Math.min(model?.max_outputs ?? MOST_PICTURES, together - references.length)
    : MOST_SEPARATE
  return Math.max(1, most)
}

/** The draft on the wire. */
export function requestOf(draft: Draft, model: Model): GenerateRequest {
  const { prompt, story, count, references, watermark, format, seed } = draft
  const size = sizeText(draft.size, model.sizes)
  const ready = references.flatMap(({ state }) => (state.kind === 'ready' ? [state.reference] : []))
  return {
    model: model.id,
    prompt: prompt.trim(),
    watermark,
    ...(size !== undefined && { size }),
    ...(ready.length > 0 && { images: ready }),
    ...(story && model.sequence
      ? { sequential_image_generation: 'auto', sequential_image_generation_options: { max_images: count } }
      : { n: count }),
    ...(format !== undefined && model.output_formats.includes(format) && { output_format: format }),
    ...(seed !== undefined && model.seed !== 'none' && { seed }),
  }
}
