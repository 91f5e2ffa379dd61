import type { Problem } from '../fault.ts'
import type { ModelRow } from '../model.ts'
import type { ExactSize } from '../request.ts'
import { nearestSize, sayable, sizeBreaches, type Pixels, type SizeBreach } from '../size-limits.ts'
import { findTier, parsePixels, spellPixels } from '../size.ts'
import { counted, grouped, listed, NO_PROBLEMS, type Rule } from './rule.ts'

/** The size in any of its four spellings against the row's tiers and limits. */
export const sizeRule: Rule = ({ submission, row, limits }) => {
  const { request, names } = submission
  switch (request.size.kind) {
    case 'default':
      return limits.sizeRequiredFor.includes(row.id) ? [sizeMissing(names.size, row)] : NO_PROBLEMS
    case 'adaptive':
      return row.sizes.adaptive ? NO_PROBLEMS : [notAdaptive(names.size, row)]
    case 'tier':
      return tierProblems(names.size, request.size.tier, row)
    case 'exact':
      return request.layers && row.maxLayers > 0
        ? layerProblems(names.size, request.size, row)
        : exactProblems(names.size, request.size, row)
  }
}

function sizeMissing(param: string, row: ModelRow): Problem {
  const nearest = row.sizes.default
  return {
    param,
    rule: 'required',
    message: `\`${param}\` is required for ${row.id} on this route, for example ${nearest}.`,
    nearest,
  }
}

function notAdaptive(param: string, row: ModelRow): Problem {
  const nearest = row.sizes.default
  const message = `\`${param}\` adaptive is not a size of ${row.id}: it takes ${wordsOf(row)}. The nearest is ${nearest}.`
  return { param, rule: 'size.adaptive', message, nearest }
}

function tierProblems(param: string, word: string, row: ModelRow): readonly Problem[] {
  if (findTier(word, row.sizes) !== undefined) return NO_PROBLEMS
  const nearest = nearestTier(word, row)
  const message = `\`${param}\` ${word} is not a size of ${row.id}: it takes ${wordsOf(row)}. The nearest is ${nearest}.`
  return [{ param, rule: 'size.tier', message, nearest }]
}

function exactProblems(param: string, size: ExactSize, row: ModelRow): readonly Problem[] {
  const seen = spellPixels(size)
  if (!row.sizes.exact) {
    const nearest = row.sizes.default
    const message = `\`${param}\` ${seen} is not a size of ${row.id}: it takes ${wordsOf(row)} only.`
    return [{ param, rule: 'size.exact', message, nearest }]
  }
  const nearest = spellPixels(nearestSize(size, sayable(row.sizes, size.maxSide)))
  return sizeBreaches(size, row.sizes).map((breach) => ({
    param,
    rule: `size.${breach}`,
    message: `\`${param}\` ${seen} ${BREACH_TEXT[breach](size, row)} The nearest is ${nearest}.`,
    nearest,
  }))
}

/** Layers take a tier or nothing (vendor API page, read 2026-10-08). */
function layerProblems(param: string, size: ExactSize, row: ModelRow): readonly Problem[] {
  const tiers = Object.keys(row.sizes.tiers)
  if (tiers.length === 0) return exactProblems(param, size, row)
  const nearest = nearestTier(String(Math.sqrt(size.width * size.height) / 1024), row)
  const message = `\`${param}\` ${spellPixels(size)} cannot be had in layers: ${row.id} takes ${listed(tiers)} there. The nearest is ${nearest}.`
  return [{ param, rule: 'size.layers', message, nearest }]
}

const BREACH_TEXT: Readonly<Record<SizeBreach, (size: Pixels, row: ModelRow) => string>> = {
  pixels({ width, height }, { id, sizes: { pixels } }) {
    const range = `${grouped(pixels?.min ?? 1)} to ${grouped(pixels?.max ?? Infinity)}`
    return `has ${counted(width * height, 'pixel')}; ${id} takes ${range}.`
  },
  side(_, { id, sizes: { side } }) {
    return `has a side outside ${side?.min} to ${side?.max}, which is what ${id} takes.`
  },
  aspect({ width, height }, { id, sizes: { aspect } }) {
    const range = `${spellRatio(aspect?.min)} to ${spellRatio(aspect?.max)}`
    return `is too ${width > height ? 'wide' : 'tall'}: ${id} takes a width:height from ${range}.`
  },
}

function spellRatio(ratio = 1): string {
  return ratio < 1 ? `1:${Math.round(1 / ratio)}` : `${Math.round(ratio)}:1`
}

function wordsOf({ sizes }: ModelRow): string {
  const words = [...Object.keys(sizes.tiers), ...(sizes.adaptive ? ['adaptive'] : [])]
  return listed(sizes.exact ? [...words, 'WIDTHxHEIGHT'] : words)
}

/** By number: `1K` on a row that begins at 2K is nearest to 2K. Of two equally near the smaller, which costs no more. */
function nearestTier(word: string, { sizes }: ModelRow): string {
  const wanted = Number.parseFloat(word)
  const tiers = Object.keys(sizes.tiers)
  if (Number.isNaN(wanted)) return sizes.default
  const [first, ...rest] = tiers.map((tier) => ({ tier, gap: Math.abs(Number.parseFloat(tier) - wanted) }))
  if (first !== undefined)
    return rest.reduce((best, other) => (other.gap < best.gap ? other : best), first).tier

  const square = Math.round(wanted * 1024)
  if (!sizes.exact || parsePixels(`${square}x${square}`) === undefined) return sizes.default
  return spellPixels(nearestSize({ width: square, height: square }, sizes))
}
