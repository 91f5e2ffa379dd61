import type { Model, Problem } from '@dreamgate/client'

import type { Draft } from './draft.ts'
import { choiceOf } from './sizes.ts'

/** A change of the draft that keeps a broken rule. */
export interface Fix {
  readonly label: string
  readonly change: Partial<Draft>
}

type Change = (nearest: NonNullable<Problem['nearest']>, model: Model) => Partial<Draft>

const CHANGES: Readonly<Record<string, Change>> = {
  size: (nearest, model) => ({ size: choiceOf(String(nearest), model.sizes) }),
  n: (nearest) => ({ count: Number(nearest) }),
  sequential_image_generation: (nearest) => ({ story: nearest === 'auto' }),
  'sequential_image_generation_options.max_images': (nearest) => ({ count: Number(nearest) }),
  output_format: (nearest) => ({ format: nearest === 'png' ? 'png' : 'jpeg' }),
  watermark: (nearest) => ({ watermark: nearest === true }),
  seed: (nearest) => ({ seed: Number(nearest) }),
}

/** undefined where a person must decide. */
export function fixOf({ param, nearest }: Problem, { references }: Draft, model: Model): Fix | undefined {
  const place = /^images\[(\d+)\]/.exec(param)?.[1]
  if (place !== undefined) {
    return { label: 'Remove it', change: { references: references.filter((_, at) => at !== Number(place)) } }
  }
  const change = nearest === undefined ? undefined : CHANGES[param]?.(nearest, model)
  if (change === undefined) return undefined
  const label =
    param === 'sequential_image_generation' ? 'Draw separate pictures' : `Use ${spelled(String(nearest))}`
  return { label, change }
}

function spelled(value: string): string {
  return value.replace(/^(\d+)x(\d+)$/, '$1 × $2')
}
