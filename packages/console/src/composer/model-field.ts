import type { Model } from '@dreamgate/client'

import type { Draft } from '../draft/draft.ts'
import { choiceFor } from '../draft/sizes.ts'
import { byId, element } from '../page/element.ts'
import type { Store } from '../store.ts'
import { modelTalents, modelTitle } from '../words/model-words.ts'

/** The models, and what the chosen one can do. A model that no engine serves is shown, and cannot be chosen. */
export function modelField(draft: Store<Draft>, models: readonly Model[]): void {
  const select = byId('model', HTMLSelectElement)
  const talents = byId('model-talents', HTMLElement)
  select.replaceChildren(...models.map(optionOf))
  select.addEventListener('change', () => {
    const model = models.find(({ id }) => id === select.value)
    if (model !== undefined) chooseModel(draft, model)
  })
  draft.watch(({ model }) => {
    if (model === undefined) return
    select.value = model.id
    talents.textContent = `${capital(modelTalents(model).join(', '))}. Drawn by ${model.engines[0] ?? 'no engine'}.`
  })
}

/** What the new model cannot do goes back to its own default. */
export function chooseModel(draft: Store<Draft>, model: Model): void {
  const { size, story, format } = draft.get()
  draft.change({
    model,
    size: choiceFor(model.sizes, size),
    story: story && model.sequence,
    format: format !== undefined && model.output_formats.includes(format) ? format : undefined,
  })
}

function optionOf(model: Model): HTMLOptionElement {
  const served = model.engines.length > 0
  const title = modelTitle(model)
  return element('option', { value: model.id, disabled: !served }, [
    served ? title : `${title} (no engine serves it)`,
  ])
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
