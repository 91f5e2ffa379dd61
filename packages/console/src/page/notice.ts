import type { PlainWords } from '../words/plain-words.ts'
import { byId } from './element.ts'

/** The bar above everything, for trouble that is not about one request; undefined takes it away. */
export function showNotice(words: PlainWords | undefined): void {
  const bar = byId('notice', HTMLElement)
  bar.hidden = words === undefined
  const [title, text] = [byId('notice-title', HTMLElement), byId('notice-text', HTMLElement)]
  if (title.textContent === (words?.title ?? '') && text.textContent === (words?.text ?? '')) return
  title.textContent = words?.title ?? ''
  text.textContent = words?.text ?? ''
}
