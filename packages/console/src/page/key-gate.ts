import { byId } from './element.ts'

export interface KeyGate {
  readonly open: (problem?: string) => void
  readonly close: () => void
}

/** The field to paste a key into. `enter` answers why the key will not do, or nothing when it was let in. */
export function keyGate(enter: (key: string) => Promise<string | undefined>): KeyGate {
  const gate = byId('gate', HTMLElement)
  const field = byId('key', HTMLInputElement)
  const button = byId('enter', HTMLButtonElement)
  const problem = byId('gate-problem', HTMLElement)
  const say = (text: string | undefined) => {
    problem.hidden = text === undefined
    problem.textContent = text ?? ''
    field.ariaInvalid = String(text !== undefined)
  }
  byId('gate-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    void enter(field.value.trim()).then((refusal) => {
      button.disabled = false
      say(refusal)
      if (refusal === undefined) field.value = ''
      else field.select()
    })
  })
  return {
    open(text) {
      gate.hidden = false
      say(text)
      field.focus()
    },
    close: () => {
      gate.hidden = true
    },
  }
}
