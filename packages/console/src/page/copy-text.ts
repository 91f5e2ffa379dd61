import { element } from './element.ts'

/** To the clipboard; pages that came over plain http from another machine have only the old way. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  const field = element('textarea', { value: text, className: 'unseen' })
  const host = document.querySelector('dialog[open]') ?? document.body
  host.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (!copied) throw new Error('This browser does not let the page copy.')
}
