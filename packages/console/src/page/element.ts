type Child = Node | string

/** An element with its properties and children. Text goes in as text, never as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/** The element of index.html with this id; a page without it is a mistake of ours. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`index.html has no ${kind.name} #${id}`)
}

const SVG = 'http://www.w3.org/2000/svg'

/** A drawing from the sprite in index.html. */
export function icon(name: string): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg')
  drawing.classList.add('icon')
  drawing.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `#icon-${name}`)
  drawing.append(use)
  return drawing
}

/** A button that shows only a drawing; `label` is what it is called. */
export function iconButton(name: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', className: 'icon-button', title: label, ariaLabel: label },
    [icon(name)],
  )
  button.addEventListener('click', onClick)
  return button
}

export function textButton(label: string, onClick: () => void, className = 'quiet'): HTMLButtonElement {
  const button = element('button', { type: 'button', className }, [label])
  button.addEventListener('click', onClick)
  return button
}
