import { DreamgateError } from '@dreamgate/client'
import type { Model } from '@dreamgate/client'

import type { Draft } from '../draft/draft.ts'
import { fixOf } from '../draft/fixes.ts'
import { byId, element, textButton } from '../page/element.ts'
import type { Store } from '../store.ts'
import { plainWords } from '../words/plain-words.ts'
import { refusalWords } from '../words/refusal-words.ts'

/** Why the gateway refused, above the button; each field with a fix, where a page can make one. */
export function showProblems(draft: Store<Draft>, error: unknown): void {
  const { model } = draft.get()
  const refused = error instanceof DreamgateError && error.details.length > 0 && model !== undefined
  showItems(refused ? refusals(draft, model, error) : [element('li', {}, [wholeText(error)])])
}

export function clearProblems(): void {
  showItems([])
}

function showItems(items: readonly HTMLElement[]): void {
  byId('problems', HTMLElement).replaceChildren(...items)
}

function refusals(draft: Store<Draft>, model: Model, { details }: DreamgateError): readonly HTMLElement[] {
  const fixed = new Set<string>()
  return details.map((problem) => {
    const fix = fixed.has(problem.param) ? undefined : fixOf(problem, draft.get(), model)
    fixed.add(problem.param)
    const button = fix === undefined ? [] : [textButton(fix.label, () => draft.change(fix.change), 'fix')]
    return element('li', {}, [element('span', {}, [refusalWords(problem)]), ...button])
  })
}

function wholeText(error: unknown): string {
  const { title, text } = plainWords(error)
  return `${title}. ${text}`
}
