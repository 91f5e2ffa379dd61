import type { Job, JobImage } from '@dreamgate/client'

import { byId } from '../page/element.ts'
import { ownAddress } from './own-address.ts'
import { pictureActions } from './picture-actions.ts'
import { captionOf } from './tile-view.ts'

export interface Viewer {
  readonly open: (job: Job, image: JobImage) => void
}

/** One picture as large as the window allows; the arrow keys go through its job's other pictures. */
export function viewer(onReference: (image: JobImage) => void): Viewer {
  const dialog = byId('viewer', HTMLDialogElement)
  const [back, on] = [byId('viewer-back', HTMLButtonElement), byId('viewer-on', HTMLButtonElement)]
  let job: Job | undefined
  let place = 0
  const go = (step: number) => {
    if (job === undefined || job.images[place + step] === undefined) return
    place += step
    show(job, place, onReference)
  }
  back.addEventListener('click', () => go(-1))
  on.addEventListener('click', () => go(1))
  byId('viewer-close', HTMLButtonElement).addEventListener('click', () => dialog.close())
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') go(-1)
    if (key === 'ArrowRight') go(1)
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof HTMLElement && target.className === 'viewer-body'))
      dialog.close()
  })
  return {
    open(opened, image) {
      job = opened
      place = opened.images.indexOf(image)
      show(job, place, onReference)
      dialog.showModal()
    },
  }
}

function show(job: Job, place: number, onReference: (image: JobImage) => void): void {
  const image = job.images[place]
  if (image === undefined) return
  const picture = byId('viewer-picture', HTMLImageElement)
  picture.src = ownAddress(image)
  picture.alt = `Picture ${image.index + 1}: ${job.request.prompt}`
  const of = job.images.length > 1 ? `${place + 1} of ${job.images.length} · ` : ''
  byId('viewer-caption', HTMLElement).textContent = `${of}${captionOf(job, image)}`
  byId('viewer-actions', HTMLElement).replaceChildren(...pictureActions(image, onReference))
  byId('viewer-back', HTMLButtonElement).disabled = place === 0
  byId('viewer-on', HTMLButtonElement).disabled = place === job.images.length - 1
}
