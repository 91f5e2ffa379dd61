import type { Job } from '@dreamgate/client'

import { byId, element } from '../page/element.ts'
import { syncChildren } from '../page/sync-children.ts'
import type { Piece } from '../page/sync-children.ts'
import { ago } from '../words/amounts.ts'
import { STATUS_WORDS } from '../words/job-words.ts'
import type { Feed } from './feed.ts'
import { ownAddress } from './own-address.ts'

export interface GalleryWishes {
  readonly onTrouble: (error: unknown) => void
}

/** Recent jobs as thumbnails, newest first; one is opened on the stage. */
export function gallery({ state, select, more }: Feed, { onTrouble }: GalleryWishes): void {
  const list = byId('jobs', HTMLElement)
  const moreButton = byId('more-jobs', HTMLButtonElement)
  moreButton.addEventListener('click', () => {
    moreButton.disabled = true
    void more()
      .catch(onTrouble)
      .finally(() => {
        moreButton.disabled = false
      })
  })
  const open = (id: string) => {
    select(id)
    byId('stage', HTMLElement).scrollIntoView({ block: 'start' })
  }
  state.watch(({ jobs, selectedId, nextCursor, loaded }) => {
    syncChildren(
      list,
      jobs.map((job) => card(job, job.id === selectedId, open)),
    )
    byId('no-jobs', HTMLElement).hidden = !loaded || jobs.length > 0
    moreButton.hidden = nextCursor === undefined
  })
}

function card(job: Job, selected: boolean, open: (id: string) => void): Piece {
  const { id, status, images, request } = job
  const when = ago(Date.now() / 1000 - job.created_at)
  return {
    key: id,
    shows: `${status} ${images.length} ${selected} ${when}`,
    make() {
      const said = status === 'succeeded' ? when : `${STATUS_WORDS[status]} · ${when}`
      const button = element('button', { type: 'button', className: 'job', ariaCurrent: String(selected) }, [
        thumbnail(job),
        element('span', { className: 'job-prompt' }, [request.prompt]),
        element('span', { className: `job-said ${status}` }, [said]),
      ])
      button.addEventListener('click', () => open(id))
      return element('li', {}, [button])
    },
  }
}

function thumbnail({ images, status }: Job): HTMLElement {
  const [first] = images
  const picture =
    first === undefined
      ? []
      : [element('img', { src: ownAddress(first), alt: '', loading: 'lazy', decoding: 'async' })]
  const count = images.length > 1 ? [element('span', { className: 'badge' }, [String(images.length)])] : []
  return element('span', { className: `thumbnail ${first === undefined ? status : ''}` }, [
    ...picture,
    ...count,
  ])
}
