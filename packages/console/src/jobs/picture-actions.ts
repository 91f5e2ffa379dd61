import type { JobImage } from '@dreamgate/client'

import { announce } from '../page/announce.ts'
import { copyText } from '../page/copy-text.ts'
import { element, icon, iconButton } from '../page/element.ts'
import { ownAddress } from './own-address.ts'

/** What one can do with a result: download, copy its address, draw from it. */
export function pictureActions(
  image: JobImage,
  onReference: (image: JobImage) => void,
): readonly HTMLElement[] {
  const copy = iconButton('link', 'Copy address', () => {
    copyText(image.url).then(
      () => confirm(copy, 'Copied'),
      () => window.prompt('The address of this picture', image.url),
    )
  })
  const reference = iconButton('reference', 'Use as reference', () => {
    onReference(image)
    confirm(reference, 'Added')
  })
  const href = ownAddress(image)
  const download = href.split('/').at(-1) ?? ''
  return [
    element('a', { className: 'icon-button', href, download, title: 'Download', ariaLabel: 'Download' }, [
      icon('download'),
    ]),
    copy,
    reference,
  ]
}

const SHOWN_MS = 1500

function confirm(button: HTMLElement, word: string): void {
  announce(`${word}.`)
  button.dataset['said'] = word
  setTimeout(() => delete button.dataset['said'], SHOWN_MS)
}
