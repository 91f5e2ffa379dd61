import { pictureEvent, usageEvents } from './picture-events.ts'
import type { Exchange, PictureEvent } from './picture-events.ts'
import { readFailure, readPictureList } from './picture-list.ts'
import { streamedPictures } from './picture-stream.ts'
import type { StreamVocabulary } from './picture-stream.ts'
import { listed, readTicket, ticketOf } from './picture-ticket.ts'
import { retryAfterMs } from './retry-after.ts'
import { collect, readReply } from './sse-reader.ts'
import { isConnectionError, lostAnswer } from './upstream-connection.ts'
import type { UpstreamAnswer } from './upstream-connection.ts'

export interface PictureCall {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: readonly Uint8Array[]
  /** Pictures asked for: more may take longer. */
  readonly count: number
  readonly vocabulary: StreamVocabulary
}

/** One call to an Images API, answered plainly or as a stream; one purchase. Throws only the exchange's faults. */
export async function* askForPictures<F extends Error>(
  call: PictureCall,
  exchange: Exchange<F>,
): AsyncGenerator<PictureEvent<F>> {
  const { connection, signal, faults } = exchange
  try {
    const { url, headers, body } = call
    const answer = await connection.post(url, { headers, body, signal, timeoutMs: patienceMs(call.count) })
    if (answer.status !== 200) throw await refused(answer, exchange)
    const reply = await readReply(answer.body)
    yield* reply.kind === 'events'
      ? streamedPictures(reply.events, call.vocabulary, exchange)
      : plainPictures(reply.bytes, answer, exchange)
  } catch (thrown) {
    throw isConnectionError(thrown) ? faults.lost(thrown) : thrown
  }
}

/** All there is is in the ticket: nobody can be asked about a call, only its addresses can be fetched. */
export function* resumePictures<F extends Error>(
  ticket: unknown,
  exchange: Exchange<F>,
): Generator<PictureEvent<F>> {
  const known = readTicket(ticket)
  if (known === undefined) throw exchange.faults.lost(lostAnswer('the ticket cannot be read'))
  for (const result of known.results) yield pictureEvent(listed(result), exchange)
  yield* usageEvents(known.usage)
  if (!known.complete)
    throw exchange.faults.lost(lostAnswer('the gateway stopped while pictures were coming'))
}

/** The limits of a client that was run against the vendor in September 2026; single pictures took 26 to 130 s. */
const FIRST_PICTURE_MS = 300_000
const FURTHER_PICTURE_MS = 40_000
const LONGEST_MS = 900_000

function patienceMs(count: number): number {
  return Math.min(LONGEST_MS, FIRST_PICTURE_MS + FURTHER_PICTURE_MS * (count - 1))
}

async function refused<F extends Error>(
  { status, headers, body }: UpstreamAnswer,
  { faults }: Exchange<F>,
): Promise<F> {
  const failure = readFailure(await collect(body))
  return faults.refused({ status, failure, retryAfterMs: retryAfterMs(headers) })
}

/** The ticket comes first, so that every address is written down before the first picture is fetched. */
function* plainPictures<F extends Error>(
  bytes: Buffer,
  { status, headers }: UpstreamAnswer,
  exchange: Exchange<F>,
): Generator<PictureEvent<F>> {
  const list = readPictureList(bytes)
  if (list === undefined) throw lostAnswer('the answer is not a list of pictures')
  const { pictures, usage, failure } = list
  if (pictures.length === 0) {
    const words = failure ?? { code: '', message: 'The upstream made no picture.', param: '', type: '' }
    throw exchange.faults.refused({ status, failure: words, retryAfterMs: retryAfterMs(headers) })
  }
  if (pictures.some((picture) => picture.kind === 'address')) {
    yield { kind: 'accepted', ticket: ticketOf(pictures, { complete: true, usage }) }
  }
  for (const picture of pictures) yield pictureEvent(picture, exchange)
  yield* usageEvents(usage)
}
