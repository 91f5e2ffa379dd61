import type { Problem } from '../../core/fault.ts'
import type { Output, Size } from '../../core/request.ts'
import { broken } from '../wire/problem.ts'
import { MAX_CUSTOM_SIDE } from '../wire/size.ts'
import type { Body } from './body.ts'

/** `n` and `num_images` are one field with two names; in a sequence it is the length unless that is said apart. */
export function outputOf(fields: Body): Output {
  const count = fields.n ?? fields.num_images
  if (fields.sequential_image_generation !== 'auto') return { kind: 'independent', count: count ?? 1 }
  return { kind: 'sequence', max: sequenceLength(fields) ?? count }
}

export function countProblems(fields: Body): readonly Problem[] {
  return [...namesDisagree(fields), ...severalSequences(fields)]
}

export function countName(fields: Body): 'n' | 'num_images' {
  return fields.n === undefined && fields.num_images !== undefined ? 'num_images' : 'n'
}

export function sequenceLength(fields: Body): number | undefined {
  return fields.sequential_image_generation_options?.max_images ?? undefined
}

function namesDisagree({ n, num_images: other }: Body): readonly Problem[] {
  if (n === undefined || other === undefined || n === other) return []
  const must = `the same as n, which is ${n}`
  return [broken({ param: 'num_images', rule: 'count.agree', must, value: other, nearest: n })]
}

/** One sequence a request: a count beside its length can only be 1, or the length again. */
function severalSequences(fields: Body): readonly Problem[] {
  const length = sequenceLength(fields)
  const count = fields.n ?? fields.num_images ?? 1
  const apart = length !== undefined && count !== 1 && count !== length
  if (fields.sequential_image_generation !== 'auto' || !apart) return []
  const must = `1 or left out beside sequential_image_generation_options.max_images, which is ${length}`
  return [broken({ param: countName(fields), rule: 'count.agree', must, value: count, nearest: 1 })]
}

export function sizeOf({ size, custom_size: custom }: Body): Size {
  if (custom === undefined) return size ?? { kind: 'default' }
  return { kind: 'exact', ...custom, maxSide: MAX_CUSTOM_SIDE }
}

export function sizeProblems({ size, custom_size: custom }: Body, written: unknown): readonly Problem[] {
  if (size === undefined || custom === undefined || size.kind === 'default') return []
  if (size.kind === 'exact' && size.width === custom.width && size.height === custom.height) return []
  const nearest = `${custom.width}x${custom.height}`
  const must = 'left out beside custom_size, or the same'
  return [broken({ param: 'size', rule: 'size.conflict', must, value: written, nearest })]
}
