import { byId } from './element.ts'

/** Says something to who cannot see the page change. */
export function announce(text: string): void {
  byId('status', HTMLElement).textContent = text
}
