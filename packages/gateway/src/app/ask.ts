import { Fault, faultOf, noteOf, toFault } from '../core/fault.ts'
import type { Ask, Job } from '../core/job.ts'
import type { EngineContext, EngineEvent } from '../core/ports/engine.ts'
import type { AppContext, Settings } from './context.ts'
import { fold, PASSING, progressOf, takenPlaces } from './fold.ts'
import type { Asking, Progress } from './fold.ts'
import type { Lease } from './lease.ts'
import { orderOf } from './order.ts'

/** How one ask ended. */
export type AskEnd =
  | { readonly part: number; readonly kind: 'answered' }
  /** The ask as a whole failed; nothing more will come of it. */
  | { readonly part: number; readonly kind: 'refused'; readonly fault: Fault }
  /** Nothing can have been bought, or a ticket is held: try again. */
  | ({ readonly part: number; readonly kind: 'later' } & Later)

export interface Later {
  readonly fault: Fault
  readonly ticketed: boolean
  readonly pauseMs: number
}

const LONGEST_PAUSE_MS = 60_000

/** Faults an engine throws only when it has taken nothing on. */
const UNPAID: ReadonlySet<string> = new Set(['rate_limited', 'overloaded'])

/**
 * Runs one ask to its end. `asked_at` is durable before the engine hears of it; an ask that was begun by a dead
 * process is resumed by its ticket, begun again where that is free, and never bought a second time.
 */
export async function runAsk(context: AppContext, asking: Asking): Promise<AskEnd> {
  const { ask, lease } = asking
  if (ask.answeredAt !== undefined) return endOf(ask)
  const state = await progressOf(context, ask)
  if (ask.askedAt !== undefined && allCame(lease.job, ask, state)) return answered(context, ask)
  try {
    const events = await eventsOf(context, asking, state)
    state.asked = true
    for await (const event of events) await fold(context, { asking, event, state })
    if (state.unfetched !== undefined) throw state.unfetched
  } catch (thrown) {
    return afterFault(context, { asking, state, fault: state.unfetched ?? toAskFault(thrown, lease) })
  }
  return answered(context, ask)
}

async function answered(context: AppContext, { jobId, part }: Ask): Promise<AskEnd> {
  await context.records.asks.answered(jobId, part, { at: context.clock.now(), fault: undefined })
  return { part, kind: 'answered' }
}

/** The process died between the last picture and the note that it was the last. A sequence may always have one more. */
function allCame({ plan }: Job, { first, pictures }: Ask, { taken }: Progress): boolean {
  if (plan.mode === 'sequence' || plan.layers) return false
  return Array.from({ length: pictures }, (_, offset) => first + offset).every((index) => taken.has(index))
}

/** How an answered ask ended. */
export function endOf(ask: Ask): AskEnd {
  return ask.fault === undefined
    ? { part: ask.part, kind: 'answered' }
    : { part: ask.part, kind: 'refused', fault: faultOf(ask.fault) }
}

async function eventsOf(
  context: AppContext,
  { lease, engine, ask }: Asking,
  state: Progress,
): Promise<AsyncIterable<EngineEvent>> {
  const { job } = lease
  const engineContext: EngineContext = { signal: lease.signal, idempotencyKey: `${job.id}.${ask.part}` }
  if (ask.ticket !== undefined) return engine.resume(ask.ticket, engineContext)
  if (ask.askedAt !== undefined) {
    if (engine.capabilities.afterCrash === 'hold') throw unknownOutcome(engine.name)
    await reset(context, ask)
    state.taken = await takenPlaces(context, job.id)
  }
  lease.signal.throwIfAborted()
  await context.records.asks.asked(job.id, ask.part, context.clock.now())
  return engine.generate(await orderOf(context, job, { engine, ask }), engineContext)
}

function reset({ records }: AppContext, { jobId, part }: Ask): Promise<void> {
  return records.transaction((inside) => inside.asks.reset(jobId, part))
}

/** `engine`: its name. */
export function unknownOutcome(engine: string): Fault {
  return new Fault(
    'outcome_unknown',
    `The process ended after ${engine} was asked and before it answered; whether a picture was bought is not known. Do not repeat the request: its job stays open until the operator resolves it.`,
  )
}

/** An abort of ours is a cancelled job; what it interrupts may have been bought, unless the engine says that it was not. */
function toAskFault(thrown: unknown, lease: Lease): Fault {
  const fault = toFault(thrown)
  if (!lease.signal.aborted || UNPAID.has(fault.code) || isUnreachable(fault)) return fault
  return new Fault('outcome_unknown', 'The request was stopped while the engine was drawing.', {
    cause: thrown,
  })
}

interface Failure {
  readonly asking: Asking
  readonly state: Progress
  readonly fault: Fault
}

async function afterFault(context: AppContext, { asking, state, fault }: Failure): Promise<AskEnd> {
  const { ask, lease } = asking
  const { part } = ask
  const { ticketed } = state
  if (lease.lost()) return { part, kind: 'refused', fault }
  if (fault.code === 'internal' && fault !== state.unfetched) {
    context.report(fault.cause, { job: ask.jobId, part: String(part) })
  }
  const pauseMs = pauseOf(context.settings, lease.job, fault)
  if (!mayTryAgain(context, { asking, state, fault }, pauseMs)) {
    return refused(context, asking, honest({ asking, state, fault }))
  }
  if (!ticketed) await reset(context, ask)
  return { part, kind: 'later', fault, ticketed, pauseMs }
}

/** Longer each time, and never shorter than the upstream wants. */
export function pauseOf({ firstPauseMs }: Settings, { attempts }: Job, { retryAfterMs = 0 }: Fault): number {
  return Math.max(retryAfterMs, Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** (attempts - 1)))
}

/** Behind a ticket going on is free; without one only where nothing can have been bought, and somebody may still wait. */
function mayTryAgain(
  { settings, clock }: AppContext,
  { asking, state, fault }: Failure,
  pauseMs: number,
): boolean {
  const now = clock.now()
  const { job } = asking.lease
  if (state.ticketed) {
    return PASSING.has(fault.code) && now - (asking.ask.askedAt ?? now) < settings.fetchWindowMs
  }
  if (state.arrived > 0) return false
  const resumesAt = now + pauseMs
  const stillWaitedFor = resumesAt - patienceFrom(job, now) < job.plan.waitMs
  if (UNPAID.has(fault.code)) return stillWaitedFor
  return (
    isUnreachable(fault) &&
    stillWaitedFor &&
    resumesAt - (job.startedAt ?? now) < settings.unreachableWindowMs
  )
}

/** Its caller's patience began with the job; what is first taken up when that is over, gets as much once more. */
function patienceFrom({ createdAt, startedAt, plan }: Job, now: number): number {
  const began = startedAt ?? now
  return began - createdAt < plan.waitMs ? createdAt : began
}

/** No connection, as against an upstream that answers and refuses the operator: that one names no time. */
function isUnreachable({ code, retryAfterMs }: Fault): boolean {
  return code === 'upstream_unavailable' && retryAfterMs !== undefined
}

/** What was, or may be, bought and is not here must not end as if asking again were harmless: its money stays with the doubt. */
function honest({ asking: { engine }, state, fault }: Failure): Fault {
  const { cause } = fault
  if (PASSING.has(fault.code) && (state.ticketed || state.arrived > 0)) {
    const message = `A picture was bought, but never came to be kept here. ${fault.message}`
    return new Fault('outcome_unknown', message, { cause })
  }
  if (fault.code !== 'internal' || !state.asked || engine.capabilities.afterCrash === 'retry') return fault
  const message = `${engine.name} was asked, and the gateway failed before its answer was read.`
  return new Fault('outcome_unknown', message, { cause })
}

async function refused(context: AppContext, { ask }: Asking, fault: Fault): Promise<AskEnd> {
  const { part } = ask
  await context.records.asks.answered(ask.jobId, part, {
    at: context.clock.now(),
    fault: noteOf(fault),
  })
  return { part, kind: 'refused', fault }
}
