import { element } from './element.ts'
import { syncChildren } from './sync-children.ts'

export interface RadioOption {
  readonly value: string
  readonly label: string
  /** A ratio to draw beside the label, width / height. */
  readonly ratio?: number | undefined
}

export interface RadioRow {
  readonly name: string
  readonly options: readonly RadioOption[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

const GLYPH_SIDE = 14

/** A row of radio buttons; hidden where there is nothing to choose. */
export function radioRow(parent: HTMLElement, row: RadioRow): void {
  parent.hidden = row.options.length < 2
  const pieces = row.options.map((option) => ({
    key: option.value,
    shows: `${row.name} ${option.label} ${option.ratio}`,
    make: () => radio(row, option),
  }))
  syncChildren(parent, pieces)
  for (const input of parent.querySelectorAll('input')) input.checked = input.value === row.chosen
}

function radio({ name, onChoose }: RadioRow, { value, label, ratio }: RadioOption): HTMLElement {
  const input = element('input', { type: 'radio', name, value, className: 'unseen' })
  input.addEventListener('change', () => onChoose(value))
  return element('label', { className: 'choice' }, [
    input,
    element('span', {}, [...(ratio === undefined ? [] : [glyph(ratio)]), label]),
  ])
}

function glyph(ratio: number): HTMLElement {
  const made = element('i', { className: 'glyph' })
  made.style.width = `${GLYPH_SIDE * Math.min(1, ratio)}px`
  made.style.height = `${GLYPH_SIDE * Math.min(1, 1 / ratio)}px`
  return made
}
