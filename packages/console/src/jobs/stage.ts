import type { Job } from '@dreamgate/client'

import { announce } from '../page/announce.ts'
import { byId, element, textButton } from '../page/element.ts'
import { syncChildren } from '../page/sync-children.ts'
import type { Piece } from '../page/sync-children.ts'
import type { Store } from '../store.ts'
import { money } from '../words/amounts.ts'
import { elapsed, isUnfinished, newsOf, STATUS_WORDS } from '../words/job-words.ts'
import type { FeedState } from './feed.ts'
import { tilePiece } from './tile-view.ts'
import type { TileWishes } from './tile-view.ts'
import { tilesOf } from './tiles.ts'
import { welcome } from './welcome.ts'

export interface StageWishes extends TileWishes {
  readonly onCancel: (id: string) => void
  readonly onPrompt: (prompt: string) => void
  /** What people call a model. */
  readonly titleOf: (modelId: string) => string
}

/** The selected job: what was asked, how it stands, its pictures in their places. */
export function stage(state: Store<FeedState>, wishes: StageWishes): void {
  const section = byId('stage', HTMLElement)
  let shown: Job | undefined
  const show = ({ jobs, selectedId, loaded }: FeedState) => {
    const job = jobs.find(({ id }) => id === selectedId)
    if (job === undefined) {
      syncChildren(section, loaded ? [welcome(wishes.onPrompt)] : [])
      return
    }
    tellNews(shown, job)
    shown = job
    syncChildren(section, [heading(job, wishes), standing(job, wishes), ...remarks(job), grid(job)])
    const pieces = tilesOf(job).map((tile) => tilePiece(job, tile, wishes))
    const tiles = section.querySelector('.grid')
    if (tiles instanceof HTMLElement) syncChildren(tiles, pieces)
  }
  state.watch(show)
  setInterval(() => shown !== undefined && isUnfinished(shown) && show(state.get()), 1000)
}

/** A finished job that is merely looked at is no news. */
function tellNews(shown: Job | undefined, job: Job): void {
  const before = shown?.id === job.id ? shown : undefined
  const news = before === undefined && !isUnfinished(job) ? undefined : newsOf(before, job)
  if (news !== undefined) announce(news)
}

function heading(job: Job, { onCancel, onPrompt }: StageWishes): Piece {
  const { prompt } = job.request
  const unfinished = isUnfinished(job)
  return {
    key: 'heading',
    shows: `${job.id} ${unfinished}`,
    make: () =>
      element('div', { className: 'heading' }, [
        element('h2', { title: prompt }, [prompt]),
        unfinished
          ? textButton('Cancel', () => onCancel(job.id), 'quiet cancel')
          : textButton('Use this prompt', () => onPrompt(prompt)),
      ]),
  }
}

function standing(job: Job, { titleOf }: StageWishes): Piece {
  const facts = factsOf(job, titleOf(job.model))
  return {
    key: 'standing',
    shows: `${job.status} ${facts.join()}`,
    make: () =>
      element('p', { className: 'standing' }, [
        element('span', { className: `chip ${job.status}` }, [STATUS_WORDS[job.status]]),
        ...facts.map((fact) => element('span', {}, [fact])),
      ]),
  }
}

function factsOf(job: Job, model: string): readonly string[] {
  const { images, request, engine, cost_usd: cost } = job
  const unfinished = isUnfinished(job)
  const came = unfinished && request.count > 1 ? [`${images.length} of ${request.count}`] : []
  return [
    ...came,
    elapsed(job, Date.now() / 1000),
    ...(unfinished ? [] : [money(cost)]),
    model,
    `drawn by ${engine}`,
  ]
}

/** Why it ended without pictures, and what the gateway warned of. */
function remarks({ status, error, warnings }: Job): readonly Piece[] {
  const words = [...(error === null || status === 'cancelled' ? [] : [error.message]), ...warnings]
  if (words.length === 0) return []
  const className = status === 'failed' || status === 'unknown' ? 'remarks bad' : 'remarks'
  const items = () => words.map((text) => element('li', {}, [text]))
  return [{ key: 'remarks', shows: words.join('\n'), make: () => element('ul', { className }, items()) }]
}

const MOST_ACROSS = 5

function grid(job: Job): Piece {
  const count = Math.min(tilesOf(job).length, MOST_ACROSS)
  const make = () => element('div', { className: `grid of-${count}` })
  return { key: 'grid', shows: `${job.id} ${count}`, make }
}
