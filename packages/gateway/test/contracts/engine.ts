import { buffer } from 'node:stream/consumers'

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import { Fault } from '../../src/core/fault.ts'
import type { Ticket } from '../../src/core/job.ts'
import type { ModelRow } from '../../src/core/model.ts'
import type { Engine, EngineContext, EngineEvent, Order, RawImage } from '../../src/core/ports/engine.ts'

/** One engine with a real upstream behind it, as a contract test needs it. Fresh for every test. */
export interface EngineUnderTest {
  readonly engine: Engine
  /** A row that it serves. */
  readonly row: ModelRow
  /** A row that it does not serve; undefined: there is none. */
  readonly unserved: ModelRow | undefined
  /** Pictures that were paid for so far. */
  readonly bought: () => number
  /** The next ask is refused for its content; undefined: this engine refuses nothing. */
  readonly refuseNext: (() => void) | undefined
  /** The next ask hangs until it is given up; resolves when the engine is in the midst of it. */
  readonly hangNext: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What every engine keeps, whatever is behind it. */
export function engineContract(name: string, setUp: () => Promise<EngineUnderTest>): void {
  const using = async (test: (subject: EngineUnderTest) => Promise<void>): Promise<void> => {
    const subject = await setUp()
    try {
      await test(subject)
    } finally {
      await subject.engine.close()
      await subject.close()
    }
  }

  describe(`${name} keeps the engine contract`, () => {
    it('gives as many pictures as were asked for, counted from 0 without gaps', () =>
      using(async (subject) => {
        const count = Math.min(3, subject.engine.capabilities.picturesPerAsk)

        const events = await all(subject.engine.generate(orderOf(subject, { count }), context()))

        expect(indexes(events)).toEqual(Array.from({ length: count }, (_, index) => index))
      }))

    it('gives pictures that are what their bytes say, in the size that was ordered', () =>
      using(async (subject) => {
        const [image] = imagesOf(await all(subject.engine.generate(orderOf(subject), context())))

        const facts = await sharp(await bytesOf(image)).metadata()

        expect(['jpeg', 'png']).toContain(facts.format)
        expect([facts.width, facts.height]).toEqual([SIZE.width, SIZE.height])
      }))

    it('tells a story in one ask, or declares that it cannot', () =>
      using(async (subject) => {
        if (!subject.engine.capabilities.sequences) return
        const order = orderOf(subject, { mode: 'sequence', count: 3, prompt: STORY })

        const events = await all(subject.engine.generate(order, context()))

        const places = indexes(events)
        expect(places).toEqual(places.map((_, place) => place))
        expect(places.length).toBeGreaterThan(0)
        expect(places.length).toBeLessThanOrEqual(3)
      }))

    it('stops at once when the ask is given up', () =>
      using(async (subject) => {
        const hanging = subject.hangNext()
        const abort = new AbortController()
        const asked = all(subject.engine.generate(orderOf(subject), context(abort.signal)))
        const outcome = expect(asked).rejects.toBeInstanceOf(Fault)
        await hanging

        abort.abort()

        await outcome
      }))

    it('says a refusal as a fault of the gateway, and buys nothing', () =>
      using(async (subject) => {
        if (subject.refuseNext === undefined) return
        subject.refuseNext()

        const asked = all(subject.engine.generate(orderOf(subject), context()))

        await expect(asked).rejects.toMatchObject({ name: 'Fault', code: 'content_refused' })
        expect(subject.bought()).toBe(0)
      }))

    it('hands out a ticket before any picture that needs fetching, or none at all', () =>
      using(async (subject) => {
        const events = await all(subject.engine.generate(orderOf(subject), context()))

        const kinds = events
          .map((event) => event.kind)
          .filter((kind) => kind === 'accepted' || kind === 'image')
        expect(kinds[0]).toBe(subject.engine.capabilities.tickets ? 'accepted' : 'image')
      }))

    it('gives the same pictures again from a ticket that was written down, and buys nothing', () =>
      using(async (subject) => {
        if (!subject.engine.capabilities.tickets) return
        const first = await all(subject.engine.generate(orderOf(subject), context()))
        const bought = subject.bought()
        const ticket = lastTicket(first)

        const again = await all(
          subject.engine.resume(JSON.parse(JSON.stringify(ticket)) as Ticket, context()),
        )

        expect(await contents(again)).toEqual(await contents(first))
        expect(subject.bought()).toBe(bought)
      }))

    it('has no name for a model that it does not serve', () =>
      using(async ({ engine, row, unserved }) => {
        expect(engine.modelName(row)).toEqual(expect.any(String))
        if (unserved !== undefined) expect(engine.modelName(unserved)).toBeUndefined()
      }))

    it('declares numbers that make sense', () =>
      using(async ({ engine }) => {
        const { picturesPerAsk, tickets, free, afterCrash } = engine.capabilities
        expect(picturesPerAsk).toBeGreaterThanOrEqual(1)
        expect(picturesPerAsk).toBeLessThanOrEqual(15)
        if (!free && !tickets) expect(afterCrash).toBe('hold')
      }))
  })
}

function orderOf({ engine, row }: EngineUnderTest, wish: Partial<Order> = {}): Order {
  return orderFor({ row, model: engine.modelName(row) }, wish)
}

const SIZE = { width: 2048, height: 2048, source: 'exact', tier: undefined } as const
const STORY = 'Scene 1 - a fox wakes; Scene 2 - it swims; Scene 3 - it sleeps'

/** An order for one picture of a row; `wish` says what is different. */
export function orderFor(
  { row, model = row.id }: { readonly row: ModelRow; readonly model?: string | undefined },
  wish: Partial<Order> = {},
): Order {
  return {
    jobId: 'job_1',
    part: 0,
    row,
    model,
    prompt: 'a heron at dawn',
    references: [],
    mask: undefined,
    size: SIZE,
    mode: 'independent',
    count: 1,
    seed: undefined,
    guidanceScale: undefined,
    watermark: false,
    format: undefined,
    background: undefined,
    layers: false,
    webSearch: false,
    promptMode: undefined,
    ...wish,
  }
}

export function context(signal: AbortSignal = new AbortController().signal): EngineContext {
  return { signal, idempotencyKey: 'job_1.0' }
}

export async function all(events: AsyncIterable<EngineEvent>): Promise<readonly EngineEvent[]> {
  const seen: EngineEvent[] = []
  for await (const event of events) seen.push(event)
  return seen
}

/** What was said until it failed, and the failure. */
export async function untilFault(
  events: AsyncIterable<EngineEvent>,
): Promise<{ readonly events: readonly EngineEvent[]; readonly fault: unknown }> {
  const seen: EngineEvent[] = []
  try {
    for await (const event of events) seen.push(event)
  } catch (fault) {
    return { events: seen, fault }
  }
  return { events: seen, fault: undefined }
}

export function imagesOf(events: readonly EngineEvent[]): readonly RawImage[] {
  return events.flatMap((event) => (event.kind === 'image' ? [event.image] : []))
}

export async function bytesOf(image: RawImage | undefined): Promise<Buffer> {
  if (image === undefined) throw new Error('there is no such picture')
  const { content } = image
  return content instanceof Uint8Array ? Buffer.from(content) : buffer(await content())
}

export function lastTicket(events: readonly EngineEvent[]): Ticket {
  const tickets = events.flatMap((event) => (event.kind === 'accepted' ? [event.ticket] : []))
  return tickets.at(-1) ?? null
}

function indexes(events: readonly EngineEvent[]): readonly number[] {
  const places = events.flatMap((event) =>
    event.kind === 'image' || event.kind === 'item-failed' ? [event.index] : [],
  )
  return places.toSorted((a, b) => a - b)
}

async function contents(events: readonly EngineEvent[]): Promise<readonly Buffer[]> {
  return Promise.all(imagesOf(events).map(bytesOf))
}
