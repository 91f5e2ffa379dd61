import type { Model } from '@dreamgate/client'

import type { Draft } from '../draft/draft.ts'
import { AUTO, sizeText, sizeWords, tablesOf, tierChoice, PRESETS } from '../draft/sizes.ts'
import type { SizeChoice } from '../draft/sizes.ts'
import { byId } from '../page/element.ts'
import { radioRow } from '../page/radio-row.ts'
import type { RadioOption } from '../page/radio-row.ts'
import type { Store } from '../store.ts'

const ANY_SHAPE = 'any'

/** Resolution, shape and exact pixels, as far as the model has them. */
export function sizeField(draft: Store<Draft>): void {
  const exact = byId('size-exact', HTMLInputElement)
  exact.addEventListener('input', () => draft.change({ size: { kind: 'exact', text: exact.value } }))
  draft.watch(({ model, size }) => {
    if (model === undefined) return
    tiers(draft, model, size)
    shapes(draft, model, size)
    exact.hidden = size.kind !== 'exact'
    if (size.kind === 'exact' && exact.value !== size.text) exact.value = size.text
    byId('size-words', HTMLElement).textContent = sizeWords(size, model.sizes)
  })
}

function tiers(draft: Store<Draft>, { sizes }: Model, size: SizeChoice): void {
  const tables = tablesOf(sizes)
  const options: RadioOption[] = [
    { value: 'auto', label: 'Auto' },
    ...Object.keys(tables).map((tier) => ({ value: tier, label: tier })),
    ...(sizes.exact ? [{ value: 'exact', label: 'Exact' }] : []),
  ]
  radioRow(byId('size-tiers', HTMLElement), {
    name: 'tier',
    options,
    chosen: size.kind === 'tier' ? size.tier : size.kind,
    onChoose(value) {
      const before = draft.get().size
      draft.change({ size: chosenTier(value, before, sizes) })
      if (value === 'exact') byId('size-exact', HTMLInputElement).focus()
    },
  })
}

/** Going on to exact pixels begins with the size chosen before; going to another tier keeps the shape. */
function chosenTier(value: string, before: SizeChoice, sizes: Model['sizes']): SizeChoice {
  if (value === 'auto') return AUTO
  const text = sizeText(before, sizes) ?? sizes.default
  if (value === 'exact') return { kind: 'exact', text: /^\d+x\d+$/.test(text) ? text : squareOf(text, sizes) }
  const table = tablesOf(sizes)[value] ?? {}
  const shape =
    before.kind === 'tier' && before.shape !== undefined && before.shape in table ? before.shape : undefined
  return tierChoice(value, shape, table)
}

function squareOf(tier: string, { tiers }: Model['sizes']): string {
  return tiers[tier]?.['1:1'] ?? ''
}

function shapes(draft: Store<Draft>, { sizes }: Model, size: SizeChoice): void {
  const tier = size.kind === 'tier' ? size.tier : undefined
  const table = tier === undefined ? {} : (tablesOf(sizes)[tier] ?? {})
  const any = { value: ANY_SHAPE, label: 'Any' }
  const options = Object.keys(table).map((shape) => ({ value: shape, label: shape, ratio: ratioOf(shape) }))
  radioRow(byId('size-shapes', HTMLElement), {
    name: `shape-${tier}`,
    options: tier === undefined || tier === PRESETS ? options : [any, ...options],
    chosen: size.kind === 'tier' ? (size.shape ?? ANY_SHAPE) : '',
    onChoose(value) {
      if (tier !== undefined)
        draft.change({ size: tierChoice(tier, value === ANY_SHAPE ? undefined : value, table) })
    },
  })
}

function ratioOf(shape: string): number {
  const [width = 1, height = 1] = shape.split(':').map(Number)
  return width / height
}
