import type { ModelRow, PixelSize, SizeRules } from './model.ts'
import type { PlannedSize } from './plan.ts'
import type { Size } from './request.ts'
import { nearestSize, sizeBreaches, type Pixels } from './size-limits.ts'

export interface SizeContext {
  /** What the route assumes; used where the row allows it, else the row's own default. */
  readonly defaultSize: string | undefined
  /** Reference 1, for `adaptive`. */
  readonly reference: Pixels | undefined
  /** Layer mode: unless told otherwise the base keeps the reference's own size, brought into the row's range. */
  readonly layers?: boolean
}

/** The pixels to ask for. `size` has passed the rules; a tier or `adaptive` the row does not know falls to its default. */
export function planSize(size: Size, row: ModelRow, context: SizeContext): PlannedSize {
  switch (size.kind) {
    case 'exact':
      return { width: size.width, height: size.height, source: 'exact', tier: undefined }
    case 'tier':
      return plannedWord(size.tier, row.sizes, context) ?? plannedDefault(row.sizes, context)
    case 'adaptive':
      return plannedWord('adaptive', row.sizes, context) ?? plannedDefault(row.sizes, context)
    case 'default':
      return plannedBase(row.sizes, context) ?? plannedDefault(row.sizes, context)
  }
}

/** The row's own spelling of a tier word said in any case. */
export function findTier(word: string, rules: SizeRules): string | undefined {
  return Object.keys(rules.tiers).find((tier) => tier.toLowerCase() === word.trim().toLowerCase())
}

/** `2048x2048` in numbers; undefined for a word. */
export function parsePixels(text: string): Pixels | undefined {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/i.exec(text.trim()) ?? []
  return width === undefined || height === undefined
    ? undefined
    : { width: Number(width), height: Number(height) }
}

export function spellPixels(size: Pixels): PixelSize {
  return `${size.width}x${size.height}`
}

function plannedBase(rules: SizeRules, { reference, layers }: SizeContext): PlannedSize | undefined {
  if (layers !== true || reference === undefined) return undefined
  return { ...nearestSize(reference, rules), source: 'default', tier: undefined }
}

function plannedDefault(rules: SizeRules, context: SizeContext): PlannedSize {
  const planned =
    (context.defaultSize === undefined ? undefined : plannedWord(context.defaultSize, rules, context)) ??
    plannedWord(rules.default, rules, context)
  if (planned === undefined) throw new Error(`The default size ${rules.default} breaks its own row.`)
  return planned
}

/** A size as configuration and rows write it; undefined where the row does not allow it. */
function plannedWord(word: string, rules: SizeRules, { reference }: SizeContext): PlannedSize | undefined {
  if (word === 'adaptive') return rules.adaptive ? plannedAdaptive(rules, reference) : undefined

  const tier = findTier(word, rules)
  if (tier !== undefined) return plannedTier(tier, rules)

  const pixels = parsePixels(word)
  return pixels !== undefined && rules.exact && sizeBreaches(pixels, rules).length === 0
    ? { ...pixels, source: 'default', tier: undefined }
    : undefined
}

function plannedTier(tier: string, rules: SizeRules): PlannedSize | undefined {
  const square = parsePixels(rules.tiers[tier]?.['1:1'] ?? '')
  return square === undefined ? undefined : { ...square, source: 'tier', tier }
}

/** The vendor picks from its table by ratio; without a reference there is only the square to pick. */
function plannedAdaptive(rules: SizeRules, reference: Pixels | undefined): PlannedSize | undefined {
  const wanted = reference === undefined ? 1 : reference.width / reference.height
  const [first, ...rest] = Object.values(rules.presets).flatMap((preset) => parsePixels(preset) ?? [])
  if (first === undefined) return undefined

  const nearest = rest.reduce(
    (best, preset) => (strain(preset, wanted) < strain(best, wanted) ? preset : best),
    first,
  )
  return { ...nearest, source: 'adaptive', tier: undefined }
}

function strain(size: Pixels, ratio: number): number {
  return Math.abs(Math.log(size.width / size.height / ratio))
}
