import { pictureEvent, usageEvents } from './picture-events.ts'
import type { Exchange, PictureEvent, PreviewType } from './picture-events.ts'
import { listedPicture } from './picture-list.ts'
import type { ListedPicture, ListedUsage, PictureItem, UpstreamFailure } from './picture-list.ts'
import { ticketOf } from './picture-ticket.ts'
import type { ServerEvent } from './sse-reader.ts'
import { lostAnswer } from './upstream-connection.ts'

/** How one upstream speaks in its streams. */
export interface StreamVocabulary {
  /** What one event says; nothing for words nobody knows. */
  read(event: ServerEvent): readonly News[]
  /** Does a stream say that it is complete? Then one that just ends has lost its rest. */
  readonly saysWhenOver: boolean
}

export type News =
  /** `place`: where the upstream puts it; undefined: the first free place. */
  | { readonly kind: 'picture'; readonly item: PictureItem; readonly place: number | undefined }
  | { readonly kind: 'preview'; readonly bytes: Uint8Array; readonly mediaType: PreviewType }
  | { readonly kind: 'usage'; readonly usage: ListedUsage }
  /** No further picture comes. */
  | { readonly kind: 'over' }
  | { readonly kind: 'refused'; readonly failure: UpstreamFailure }

interface Progress {
  readonly pictures: ListedPicture[]
  usage: ListedUsage | undefined
  over: boolean
}

/** A ticket goes out before each picture, because whoever fetches the picture may die over it. */
export async function* streamedPictures<F extends Error>(
  events: AsyncIterable<ServerEvent>,
  vocabulary: StreamVocabulary,
  exchange: Exchange<F>,
): AsyncGenerator<PictureEvent<F>> {
  const progress: Progress = { pictures: [], usage: undefined, over: false }
  try {
    for await (const event of events) {
      if (event.data === '[DONE]') break
      for (const news of vocabulary.read(event)) yield* happenings(news, progress, exchange)
    }
    progress.over ||= !vocabulary.saysWhenOver && progress.pictures.length > 0
  } catch (thrown) {
    if (!progress.over) throw thrown
  }
  if (!progress.over) throw lostAnswer('the stream ended before it was complete')
  yield* accepted(progress)
  yield* usageEvents(progress.usage)
}

function* happenings<F extends Error>(
  news: News,
  progress: Progress,
  exchange: Exchange<F>,
): Generator<PictureEvent<F>> {
  const { pictures } = progress
  switch (news.kind) {
    case 'picture': {
      const picture = listedPicture(news.item, { index: freePlace(news.place, pictures) })
      pictures.push(picture)
      yield* accepted(progress)
      yield pictureEvent(picture, exchange)
      return
    }
    case 'preview':
      yield { kind: 'preview', index: pictures.length, bytes: news.bytes, mediaType: news.mediaType }
      return
    case 'usage':
      progress.usage = news.usage
      return
    case 'over':
      progress.over = true
      return
    case 'refused':
      throw exchange.faults.refused({ status: 200, failure: news.failure, retryAfterMs: undefined })
    default:
      news satisfies never
  }
}

/** Nothing where all pictures came inline: such a ticket could bring none of them back. */
function* accepted({ pictures, usage, over }: Progress): Generator<PictureEvent<never>> {
  if (!pictures.some((picture) => picture.kind === 'address')) return
  yield { kind: 'accepted', ticket: ticketOf(pictures, { complete: over, usage }) }
}

function freePlace(wanted: number | undefined, pictures: readonly ListedPicture[]): number {
  const taken = new Set(pictures.map((picture) => picture.index))
  if (wanted !== undefined && !taken.has(wanted)) return wanted
  let place = 0
  while (taken.has(place)) place += 1
  return place
}
