export interface Piece {
  readonly key: string
  /** Everything the element shows: while it stays the same, so does the element. */
  readonly shows: string
  readonly make: () => HTMLElement
}

/** Makes the parent's children those pieces, and leaves alone what has not changed: focus and loaded pictures stay. */
export function syncChildren(parent: HTMLElement, pieces: readonly Piece[]): void {
  const old = new Map([...parent.children].map((child) => [(child as HTMLElement).dataset['key'], child]))
  pieces.forEach((piece, place) => {
    const known = old.get(piece.key)
    const wanted = isCurrent(known, piece) ? known : fresh(piece)
    const there = parent.children[place]
    if (there !== wanted) parent.insertBefore(wanted, there ?? null)
    if (known !== wanted) known?.remove()
    old.delete(piece.key)
  })
  while (parent.children.length > pieces.length) parent.lastElementChild?.remove()
}

function isCurrent(child: Element | undefined, { shows }: Piece): child is HTMLElement {
  return child instanceof HTMLElement && child.dataset['shows'] === shows
}

function fresh({ key, shows, make }: Piece): HTMLElement {
  const made = make()
  made.dataset['key'] = key
  made.dataset['shows'] = shows
  return made
}
