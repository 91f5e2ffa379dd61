import type { Draft } from '../draft/draft.ts'
import { byId } from '../page/element.ts'
import { radioRow } from '../page/radio-row.ts'
import type { Store } from '../store.ts'

/** Watermark, and where the model has them file format and seed. */
export function optionFields(draft: Store<Draft>): void {
  const watermark = byId('watermark', HTMLInputElement)
  const seed = byId('seed', HTMLInputElement)
  watermark.addEventListener('change', () => draft.change({ watermark: watermark.checked }))
  seed.addEventListener('input', () => {
    draft.change({ seed: Number.isNaN(seed.valueAsNumber) ? undefined : seed.valueAsNumber })
  })
  draft.watch((now) => {
    watermark.checked = now.watermark
    byId('seed-field', HTMLElement).hidden = now.model === undefined || now.model.seed === 'none'
    if (now.seed !== undefined && seed.valueAsNumber !== now.seed) seed.value = String(now.seed)
    const formats = now.model?.output_formats ?? []
    radioRow(byId('formats', HTMLElement), {
      name: 'format',
      options: formats.map((format) => ({ value: format, label: format.toUpperCase() })),
      chosen: now.format ?? formats[0] ?? '',
      onChoose: (value) => draft.change({ format: value === 'png' ? 'png' : 'jpeg' }),
    })
  })
}
