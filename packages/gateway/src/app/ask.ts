import { Fault, faultOf, noteOf, toFault } from '../core/fault.ts'
import type { Ask } from '../core/job.ts'
import type { Engine, EngineContext, EngineEvent } from '../core/ports/engine.ts'
import type { AppContext } from './context.ts'
import { fold, PASSING, progressOf } from './fold.ts'
import type { Asking, Progress } from './fold.ts'
import type { Lease } from './lease.ts'
import { orderOf } from './order.ts'

/** How one ask ended. */
export type AskEnd =
  | { readonly part: number; readonly kind: 'answered' }
  /** The ask as a whole failed; nothing more will come of it. */
  | { readonly part: number; readonly kind: 'refused'; readonly fault: Fault }
  /** Nothing can have been bought, or a ticket is held: try again. */
  | { readonly part: number; readonly kind: 'later'; readonly fault: Fault; readonly ticketed: boolean }

/** Faults an engine throws only when it has taken nothing on. */
const UNPAID: ReadonlySet<string> = new Set(['rate_limited', 'overloaded'])

/**
 * Runs one ask to its end. `asked_at` is durable before the engine hears of it; an ask that was begun by a dead
 * process is resumed by its ticket, begun again where that is free, and never bought a second time.
 */
export async function runAsk(context: AppContext, asking: Asking): Promise<AskEnd> {
  const { ask, lease } = asking
  const { part } = ask
  if (ask.answeredAt !== undefined) return endOf(ask)
  const state = await progressOf(context, ask)
  try {
    for await (const event of await eventsOf(context, asking)) await fold(context, { asking, event, state })
    if (state.unfetched !== undefined) throw state.unfetched
  } catch (thrown) {
    return afterFault(context, { asking, state, fault: state.unfetched ?? toAskFault(thrown, lease) })
  }
  await context.records.asks.answered(ask.jobId, part, { at: context.clock.now(), fault: undefined })
  return { part, kind: 'answered' }
}

function endOf(ask: Ask): AskEnd {
  return ask.fault === undefined
    ? { part: ask.part, kind: 'answered' }
    : { part: ask.part, kind: 'refused', fault: faultOf(ask.fault) }
}

async function eventsOf(
  context: AppContext,
  { lease, engine, ask }: Asking,
): Promise<AsyncIterable<EngineEvent>> {
  const { job } = lease
  const engineContext: EngineContext = { signal: lease.signal, idempotencyKey: `${job.id}.${ask.part}` }
  if (ask.ticket !== undefined) return engine.resume(ask.ticket, engineContext)
  if (ask.askedAt !== undefined) {
    if (engine.capabilities.afterCrash === 'hold') throw unknownOutcome(engine)
    await context.records.asks.reset(job.id, ask.part)
  }
  await context.records.asks.asked(job.id, ask.part, context.clock.now())
  return engine.generate(await orderOf(context, job, { engine, part: ask.part }), engineContext)
}

function unknownOutcome(engine: Engine): Fault {
  return new Fault(
    'outcome_unknown',
    `The process ended after ${engine.name} was asked and before it answered; whether a picture was bought is not known.`,
  )
}

/** An abort of ours is a cancelled job; what it interrupts may have been bought. */
function toAskFault(thrown: unknown, lease: Lease): Fault {
  if (!lease.signal.aborted) return toFault(thrown)
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
  if (!mayTryAgain(context, { asking, state, fault })) {
    return refused(context, asking, ticketed ? neverFetched(fault) : fault)
  }
  if (!ticketed) await context.records.asks.reset(ask.jobId, part)
  return { part, kind: 'later', fault, ticketed }
}

/** Behind a ticket going on is free; without one only where nothing can have been bought, and somebody may still wait. */
function mayTryAgain({ settings, clock }: AppContext, { asking, state, fault }: Failure): boolean {
  const age = clock.now() - asking.lease.job.createdAt
  if (state.ticketed) return PASSING.has(fault.code) && age < settings.fetchWindowMs
  if (state.arrived > 0 || !UNPAID.has(fault.code)) return false
  return age + (fault.retryAfterMs ?? 0) < settings.retryWindowMs
}

/** Once a ticket was held something was bought: the end may not read as if asking again were harmless. */
function neverFetched(fault: Fault): Fault {
  return fault.code === 'upstream_unavailable'
    ? new Fault('upstream_failed', fault.message, { cause: fault.cause })
    : fault
}

async function refused(context: AppContext, { ask }: Asking, fault: Fault): Promise<AskEnd> {
  const { part } = ask
  await context.records.asks.answered(ask.jobId, part, {
    at: context.clock.now(),
    fault: noteOf(fault),
  })
  return { part, kind: 'refused', fault }
}
