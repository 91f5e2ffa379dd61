import { noteOf, toFault } from '../core/fault.ts'
import type { Fault, FaultCode } from '../core/fault.ts'
import type { FailedItem } from '../core/image.ts'
import type { Ask } from '../core/job.ts'
import type { Engine, EngineEvent, RawImage } from '../core/ports/engine.ts'
import type { AppContext } from './context.ts'
import { keep } from './keep.ts'
import type { Lease } from './lease.ts'

/** One ask in the hands of a worker. */
export interface Asking {
  readonly lease: Lease
  readonly engine: Engine
  readonly ask: Ask
}

/** How far an ask has come in this turn. */
export interface Progress {
  /** A ticket is on disk: going on costs nothing. */
  ticketed: boolean
  /** The engine has heard of it in this turn, or is hearing. */
  asked: boolean
  /** Pictures and failures heard of. */
  arrived: number
  previews: number
  /** A bought picture whose address did not answer: the ask is read to its end, then gone on with by its ticket. */
  unfetched: Fault | undefined
  /** Places of the answer that are taken already, by an earlier turn of this job. */
  taken: ReadonlySet<number>
}

export async function progressOf(context: AppContext, { jobId, ticket }: Ask): Promise<Progress> {
  const taken = await takenPlaces(context, jobId)
  return {
    ticketed: ticket !== undefined,
    asked: false,
    arrived: 0,
    previews: 0,
    unfetched: undefined,
    taken,
  }
}

export async function takenPlaces({ records }: AppContext, jobId: string): Promise<ReadonlySet<number>> {
  const [images, failed] = await Promise.all([records.images.of(jobId), records.images.failedOf(jobId)])
  return new Set([...images, ...failed].map((item) => item.index))
}

/** What keeps a bought picture from us for now: its address does not answer, or our own store fails. */
export const PASSING: ReadonlySet<FaultCode> = new Set(['upstream_unavailable', 'internal'])

interface Happening<Event extends EngineEvent = EngineEvent> {
  readonly asking: Asking
  readonly event: Event
  readonly state: Progress
}

/** What an engine said becomes rows, blobs and news. */
export async function fold(context: AppContext, { asking, event, state }: Happening): Promise<void> {
  const { lease, ask } = asking
  switch (event.kind) {
    case 'accepted':
      await context.records.asks.ticket(ask.jobId, ask.part, event.ticket)
      state.ticketed = true
      return
    case 'image':
    case 'item-failed':
      await arrive(context, { asking, event: { ...event, index: ask.first + event.index }, state })
      return
    case 'preview':
      state.previews += 1
      context.followers.notify(ask.jobId, {
        ...event,
        index: ask.first + event.index,
        number: state.previews - 1,
      })
      return
    case 'warning':
      lease.warn(event.message)
      return
    case 'usage':
      return
    default:
      event satisfies never
  }
}

/** One place of the answer is taken: by a picture, readable before anyone hears of it, or by a failure. */
async function arrive(
  context: AppContext,
  { asking, event, state }: Happening<EngineEvent & { readonly kind: 'image' | 'item-failed' }>,
): Promise<void> {
  const { jobId } = asking.ask
  const { index } = event
  state.arrived += 1
  if (state.taken.has(index)) return
  if (event.kind === 'item-failed') {
    await context.records.images.addFailed(failedAt({ asking, index }, event.fault))
  } else {
    state.unfetched =
      (await unfetched(context, { asking, index, image: event.image, state })) ?? state.unfetched
  }
  context.followers.notify(jobId, { kind: 'changed' })
}

function failedAt(
  { asking, index }: { readonly asking: Asking; readonly index: number },
  fault: Fault,
): FailedItem {
  const { jobId, part } = asking.ask
  return { jobId, index, part, fault: noteOf(fault), createdAt: asking.lease.moment() }
}

/**
 * Keeps the picture. Bytes that are none are a failure of that place only. Behind a ticket, an address or a disk that
 * fails is a matter for later and no reason to stop reading.
 */
async function unfetched(
  context: AppContext,
  {
    asking,
    index,
    image,
    state,
  }: { readonly asking: Asking; readonly index: number; readonly image: RawImage; readonly state: Progress },
): Promise<Fault | undefined> {
  const { lease, engine, ask } = asking
  try {
    await keep(context, { lease, engine, part: ask.part, index, image })
    return undefined
  } catch (thrown) {
    const fault = toFault(thrown)
    if (fault.code === 'upstream_failed') {
      await context.records.images.addFailed(failedAt({ asking, index }, fault))
      return undefined
    }
    if (!state.ticketed || !PASSING.has(fault.code)) throw thrown
    if (fault.code === 'internal') context.report(fault.cause, { job: ask.jobId, part: String(ask.part) })
    return fault
  }
}
