import type { ModelSizes } from '@dreamgate/client'

/** What a person chose; `shape` is a ratio of the tier's table, undefined leaves it to the model. */
export type SizeChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'tier'; readonly tier: string; readonly shape: string | undefined }
  | { readonly kind: 'exact'; readonly text: string }

export const AUTO: SizeChoice = { kind: 'auto' }

/** Rows without tiers have one table of shapes; it goes by this name. */
export const PRESETS = 'Presets'

export type SizeTables = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Presets are exact sizes, so a row that takes none has them for its own choosing only. */
export function tablesOf({ tiers, presets, exact }: ModelSizes): SizeTables {
  if (Object.keys(tiers).length > 0) return tiers
  return exact && Object.keys(presets).length > 0 ? { [PRESETS]: presets } : {}
}

/** The wire's `size`; undefined says nothing and takes the model's default. */
export function sizeText(choice: SizeChoice, sizes: ModelSizes): string | undefined {
  switch (choice.kind) {
    case 'auto':
      return undefined
    case 'exact':
      return choice.text.trim()
    case 'tier':
      return choice.shape === undefined ? choice.tier : tablesOf(sizes)[choice.tier]?.[choice.shape]
  }
}

/** The choice as far as another model can keep it. */
export function choiceFor(sizes: ModelSizes, choice: SizeChoice): SizeChoice {
  if (choice.kind === 'auto') return choice
  if (choice.kind === 'exact') return sizes.exact ? choice : AUTO
  const table = tablesOf(sizes)[choice.tier]
  if (table === undefined) return AUTO
  const shape = choice.shape !== undefined && choice.shape in table ? choice.shape : undefined
  return tierChoice(choice.tier, shape, table)
}

/** A table of presets is no size by itself: without a shape its first one is taken. */
export function tierChoice(
  tier: string,
  shape: string | undefined,
  table: Readonly<Record<string, string>>,
): SizeChoice {
  return { kind: 'tier', tier, shape: shape ?? (tier === PRESETS ? Object.keys(table)[0] : undefined) }
}

/** How a refusal's nearest legal size is chosen. */
export function choiceOf(nearest: string, sizes: ModelSizes): SizeChoice {
  if (/^\d+x\d+$/i.test(nearest)) return { kind: 'exact', text: nearest }
  return nearest in sizes.tiers ? { kind: 'tier', tier: nearest, shape: undefined } : AUTO
}

/** One line about the choice. */
export function sizeWords(choice: SizeChoice, sizes: ModelSizes): string {
  const spelled = (size: string) => size.replace('x', ' × ')
  if (choice.kind === 'exact') return limitsOf(sizes)
  if (choice.kind === 'tier') {
    const size = sizeText(choice, sizes)
    return choice.shape === undefined ? 'The model picks the shape.' : `${spelled(size ?? '')} pixels`
  }
  if (sizes.default === 'adaptive') return 'As near to the reference’s shape as the model has.'
  return sizes.default in sizes.tiers
    ? `The model’s default: ${sizes.default}, in a shape it picks.`
    : `The model’s default: ${spelled(sizes.default)}.`
}

function limitsOf({ pixels, side }: ModelSizes): string {
  const spelled = (value: number) => value.toLocaleString('en-US')
  if (pixels !== null)
    return `Width × height, ${spelled(pixels.min)} to ${spelled(pixels.max)} pixels in all.`
  return side === null ? 'Width × height.' : `Width × height, each ${side.min} to ${side.max}.`
}
