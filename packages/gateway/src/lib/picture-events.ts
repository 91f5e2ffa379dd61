import type { ListedPicture, ListedUsage, UpstreamFailure } from './picture-list.ts'
import type { PictureTicket } from './picture-ticket.ts'
import type { ConnectionError, UpstreamConnection } from './upstream-connection.ts'

/** What comes of one call to an Images API, in the order it becomes known. */
export type PictureEvent<F extends Error> =
  | { readonly kind: 'accepted'; readonly ticket: PictureTicket }
  | {
      readonly kind: 'preview'
      readonly index: number
      readonly bytes: Uint8Array
      readonly mediaType: PreviewType
    }
  | { readonly kind: 'image'; readonly index: number; readonly image: PictureSource }
  | { readonly kind: 'item-failed'; readonly index: number; readonly fault: F }
  | { readonly kind: 'usage'; readonly usage: PictureUsage }

export type PreviewType = 'image/png' | 'image/jpeg' | 'image/webp'

export interface PictureSource {
  /** Bytes, or how to open the address behind which they are. */
  readonly content: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>)
  readonly seed: undefined
  readonly recipe: undefined
}

export interface PictureUsage {
  readonly generatedImages: number | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}

/** One conversation with an upstream. Its faults are made by whoever knows the upstream's words. */
export interface Exchange<F extends Error> {
  readonly connection: UpstreamConnection
  readonly signal: AbortSignal
  readonly faults: FaultWords<F>
}

export interface FaultWords<F extends Error> {
  /** The whole request was refused or failed. */
  refused(refusal: Refusal): F
  /** One picture of several failed. */
  failed(failure: UpstreamFailure): F
  /** There is no whole answer. */
  lost(error: ConnectionError): F
  /** A picture was made and its address does not answer. */
  unfetched(cause: unknown): F
}

export interface Refusal {
  readonly status: number
  /** undefined when the body was not the upstream's error: then a proxy on the way may have spoken. */
  readonly failure: UpstreamFailure | undefined
  readonly retryAfterMs: number | undefined
}

export function pictureEvent<F extends Error>(
  picture: ListedPicture,
  exchange: Exchange<F>,
): PictureEvent<F> {
  const { index } = picture
  switch (picture.kind) {
    case 'address':
      return imageEvent(index, () => openResult(picture.url, exchange))
    case 'inline':
      return imageEvent(index, picture.bytes)
    case 'failure':
      return { kind: 'item-failed', index, fault: exchange.faults.failed(picture.failure) }
    default:
      return picture satisfies never
  }
}

/** At most one event: nothing is said where the upstream said nothing. */
export function usageEvents(usage: ListedUsage | null | undefined): readonly PictureEvent<never>[] {
  if (!usage) return []
  const { generatedImages, inputTokens, outputTokens } = usage
  const counts = {
    generatedImages: generatedImages ?? undefined,
    inputTokens: inputTokens ?? undefined,
    outputTokens: outputTokens ?? undefined,
  }
  return [{ kind: 'usage', usage: counts }]
}

function imageEvent(index: number, content: PictureSource['content']): PictureEvent<never> {
  return { kind: 'image', index, image: { content, seed: undefined, recipe: undefined } }
}

async function openResult<F extends Error>(
  url: string,
  { connection, signal, faults }: Exchange<F>,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    return await connection.fetchResult(url, signal)
  } catch (cause) {
    throw faults.unfetched(cause)
  }
}
