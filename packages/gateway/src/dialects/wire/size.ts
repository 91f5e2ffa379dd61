import { z } from 'zod'

import type { Size } from '../../core/request.ts'
import { wholeNumber } from './field-types.ts'

const TIER = /^(\d{1,3}(?:\.\d{1,2})?)k$/i
const EXACT = /^(\d{1,5})x(\d{1,5})$/

/** Which words beside tiers and `WxH` a dialect's `size` takes. */
export type SizeWord = 'auto' | 'adaptive'

/** Checks how a size is written; which sizes a model draws is its row's matter. */
export function sizeField(words: readonly SizeWord[]): z.ZodType<Size> {
  const must = ['a tier such as "2K"', 'pixels as "WIDTHxHEIGHT"', ...words.map((word) => `"${word}"`)].join(
    ' or ',
  )
  return z.string({ error: must }).transform((written, context) => {
    const size = sizeOf(written, words)
    if (size !== undefined) return size
    const params = { rule: 'size.form', nearest: nearestSize(written, words) }
    context.issues.push({ code: 'custom', message: must, params, input: written })
    return z.NEVER
  })
}

function sizeOf(written: string, words: readonly SizeWord[]): Size | undefined {
  const word = words.find((each) => each === written)
  if (word === 'auto') return { kind: 'default' }
  if (word === 'adaptive') return { kind: 'adaptive' }
  const tier = TIER.exec(written)?.[1]
  if (tier !== undefined) return { kind: 'tier', tier: `${tier}K` }
  const [, width, height] = EXACT.exec(written) ?? []
  const exact = { kind: 'exact', width: Number(width), height: Number(height), maxSide: undefined } as const
  return exact.width >= 1 && exact.height >= 1 ? exact : undefined
}

const ALMOST_EXACT = /^(\d{1,5})\s*(?:x|×|\*|:|,|by)\s*(\d{1,5})$/
const ONE_SIDE = /^(\d{3,5})(?:px)?$/
const ALMOST_TIER = /^(\d(?:\.5)?)\s*[a-z]{0,2}$/

/** What the caller most likely meant: `1024*1536` is 1024x1536, `2048` is a square, `2 k` is 2K. */
function nearestSize(written: string, words: readonly SizeWord[]): string | undefined {
  const tidy = written.slice(0, 40).trim().toLowerCase()
  const [, side] = ONE_SIDE.exec(tidy) ?? []
  const [, width = side, height = side] = ALMOST_EXACT.exec(tidy) ?? []
  if (width !== undefined) return `${Math.max(1, Number(width))}x${Math.max(1, Number(height))}`
  const [, tier] = ALMOST_TIER.exec(tidy) ?? []
  return tier === undefined ? words.find((word) => word === tidy) : `${tier}K`
}

/** Seed 004's limit. It holds for `custom_size` only: the vendor's own presets reach 6240. */
export const MAX_CUSTOM_SIDE = 4096
const CUSTOM_SIDE = wholeNumber(1, MAX_CUSTOM_SIDE)

export const customSize = z.object(
  { width: CUSTOM_SIDE, height: CUSTOM_SIDE },
  { error: `an object {"width": 1 to ${MAX_CUSTOM_SIDE}, "height": 1 to ${MAX_CUSTOM_SIDE}}` },
)
