import type { Job, JobImage } from '@dreamgate/client'

import { element } from '../page/element.ts'
import type { Piece } from '../page/sync-children.ts'
import { pixels } from '../words/amounts.ts'
import { ownAddress } from './own-address.ts'
import { pictureActions } from './picture-actions.ts'
import { expectedRatio } from './tiles.ts'
import type { Tile } from './tiles.ts'

export interface TileWishes {
  readonly onOpen: (job: Job, image: JobImage) => void
  readonly onReference: (image: JobImage) => void
}

export function tilePiece(job: Job, tile: Tile, wishes: TileWishes): Piece {
  const key = `${job.id} ${tile.index}`
  switch (tile.kind) {
    case 'picture':
      return { key, shows: tile.image.id, make: () => picture(job, tile.image, wishes) }
    case 'failed':
      return { key, shows: tile.reason, make: () => failure(job, tile.index, tile.reason) }
    case 'pending':
      return { key, shows: 'pending', make: () => pending(job, tile.index) }
  }
}

/** A seed as the engine told it, else as it follows from the one asked for: independent pictures count up from it. */
export function seedOf({ request }: Job, image: JobImage): number | undefined {
  if (image.seed !== undefined && image.seed !== null) return image.seed
  if (request.seed === null) return undefined
  return request.mode === 'independent' ? request.seed + image.index : request.seed
}

export function captionOf(job: Job, image: JobImage): string {
  const seed = seedOf(job, image)
  return `${pixels(image.width, image.height)}${seed === undefined ? '' : ` · seed ${seed}`}`
}

function picture(job: Job, image: JobImage, { onOpen, onReference }: TileWishes): HTMLElement {
  const number = image.index + 1
  const alt = `Picture ${number}: ${job.request.prompt}`
  const shown = element('img', { src: ownAddress(image), alt, decoding: 'async' })
  const label = `Open picture ${number}`
  const frame = element('button', { type: 'button', className: 'frame', ariaLabel: label }, [shown])
  frame.addEventListener('click', () => onOpen(job, image))
  return tileOf(image.width / image.height, frame, [
    element('span', {}, [captionOf(job, image)]),
    element('span', { className: 'actions' }, pictureActions(image, onReference)),
  ])
}

function failure(job: Job, index: number, reason: string): HTMLElement {
  const tone = job.status === 'cancelled' ? 'frame missing' : 'frame missing failed'
  const frame = element('div', { className: tone }, [
    element('strong', {}, [`Picture ${index + 1} was not drawn`]),
    element('span', {}, [reason]),
  ])
  return tileOf(expectedRatio(job), frame, ['Not charged'])
}

function pending(job: Job, index: number): HTMLElement {
  const label = `Picture ${index + 1} is being drawn`
  const frame = element('div', { className: 'frame pending', role: 'img', ariaLabel: label })
  return tileOf(expectedRatio(job), frame, [`Picture ${index + 1}`])
}

/** `ratio` holds the place before the picture is there, so that nothing jumps. */
function tileOf(ratio: number, frame: HTMLElement, caption: readonly (HTMLElement | string)[]): HTMLElement {
  const tile = element('figure', { className: 'tile' }, [frame, element('figcaption', {}, caption)])
  tile.style.setProperty('--ratio', String(ratio))
  return tile
}
