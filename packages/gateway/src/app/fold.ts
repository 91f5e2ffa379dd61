import { noteOf, toFault } from '../core/fault.ts'
import type { Fault, FaultCode } from '../core/fault.ts'
import type { Ask } from '../core/job.ts'
import type { Engine, EngineEvent, RawImage } from '../core/ports/engine.ts'
import type { AppContext } from './context.ts'
import { keep } from './keep.ts'
import type { Lease } from './lease.ts'
import { firstIndex } from './order.ts'

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
  /** Pictures and failures heard of. */
  arrived: number
  previews: number
  /** A bought picture whose address did not answer: the ask is read to its end, then gone on with by its ticket. */
  unfetched: Fault | undefined
  /** Places of the answer that are taken already, by an earlier turn of this job. */
  readonly taken: ReadonlySet<number>
}

export async function progressOf({ records }: AppContext, { jobId, ticket }: Ask): Promise<Progress> {
  const [images, failed] = await Promise.all([records.images.of(jobId), records.images.failedOf(jobId)])
  const taken = new Set([...images, ...failed].map((item) => item.index))
  return { ticketed: ticket !== undefined, arrived: 0, previews: 0, unfetched: undefined, taken }
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
  const { lease, engine, ask } = asking
  const base = firstIndex(lease.job.plan.mode, engine, ask.part)
  switch (event.kind) {
    case 'accepted':
      await context.records.asks.ticket(ask.jobId, ask.part, event.ticket)
      state.ticketed = true
      return
    case 'image':
    case 'item-failed':
      await arrive(context, { asking, event: { ...event, index: base + event.index }, state })
      return
    case 'preview':
      state.previews += 1
      context.followers.notify(ask.jobId, {
        ...event,
        index: base + event.index,
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
  const { jobId, part } = asking.ask
  const { index } = event
  state.arrived += 1
  if (state.taken.has(index)) return
  if (event.kind === 'item-failed') {
    const createdAt = asking.lease.moment()
    await context.records.images.addFailed({ jobId, index, part, fault: noteOf(event.fault), createdAt })
  } else {
    state.unfetched =
      (await unfetched(context, { asking, index, image: event.image, state })) ?? state.unfetched
  }
  context.followers.notify(jobId, { kind: 'changed' })
}

/** Keeps the picture. Behind a ticket, an address or a disk that fails is a matter for later and no reason to stop reading. */
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
    if (!state.ticketed || !PASSING.has(fault.code)) throw thrown
    if (fault.code === 'internal') context.report(fault.cause, { job: ask.jobId, part: String(ask.part) })
    return fault
  }
}
