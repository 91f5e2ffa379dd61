import { element, textButton } from '../page/element.ts'
import type { Piece } from '../page/sync-children.ts'

const EXAMPLES = [
  'A lighthouse above the clouds at dawn',
  'A fox in a yellow raincoat walking through a rainy city at night',
  'A poster that says "OPEN LATE" with a neon moon over a ramen bar',
]

/** What the stage shows before anything was drawn. */
export function welcome(onPrompt: (prompt: string) => void): Piece {
  return {
    key: 'welcome',
    shows: 'welcome',
    make: () =>
      element('div', { className: 'welcome' }, [
        element('img', { src: 'icon.svg', alt: '', width: 96, height: 96 }),
        element('h2', {}, ['Describe a picture, and press Generate.']),
        element('p', {}, ['Not sure where to begin?']),
        element(
          'div',
          { className: 'examples' },
          EXAMPLES.map((prompt) => textButton(prompt, () => onPrompt(prompt), 'example')),
        ),
      ]),
  }
}
