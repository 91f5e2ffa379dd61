import type { GenerateRequest } from '@dreamgate/client'

import { requestOf } from '../draft/draft.ts'
import type { Draft } from '../draft/draft.ts'
import { byId } from '../page/element.ts'
import type { Store } from '../store.ts'
import { clearProblems, showProblems } from './problems.ts'

/** The prompt and the button. `submit` resolves when the gateway has the job. */
export function composer(draft: Store<Draft>, submit: (request: GenerateRequest) => Promise<void>): void {
  const form = byId('composer', HTMLFormElement)
  const prompt = byId('prompt', HTMLTextAreaElement)
  const button = byId('generate', HTMLButtonElement)
  let sending = false
  byId('prompt-hint', HTMLElement).textContent = `${isMac() ? '⌘' : 'Ctrl'} + Enter generates.`
  prompt.addEventListener('input', () => draft.change({ prompt: prompt.value }))
  prompt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(button)
  })
  form.addEventListener('keydown', (event) => {
    // Enter in a small field would buy pictures that nobody asked for.
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { model, ...now } = draft.get()
    if (model === undefined || sending || !isReady({ ...now, model })) return
    sending = true
    clearProblems()
    showReadiness(draft.get())
    submit(requestOf({ ...now, model }, model))
      .catch((error: unknown) => showProblems(draft, error))
      .finally(() => {
        sending = false
        showReadiness(draft.get())
      })
  })
  draft.watch((now) => {
    if (prompt.value !== now.prompt) prompt.value = now.prompt
    showReadiness(now)
  })

  function showReadiness(now: Draft): void {
    button.disabled = sending || !isReady(now)
    button.ariaBusy = String(sending)
  }
}

function isReady({ prompt, references }: Draft): boolean {
  return prompt.trim() !== '' && references.every(({ state }) => state.kind === 'ready')
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
