import { createHash } from 'node:crypto'

import type { Sketch, SketchOrder, SketchPicture } from '@dreamgate/sketch'

import { Fault } from '../../core/fault.ts'
import type { Engine, EngineContext, EngineEvent, Order } from '../../core/ports/engine.ts'

/** The embedded illustrator: free, offline, and asked again after a crash because it draws the same once more. */
export function sketchEngine(sketch: Sketch): Engine {
  return {
    name: 'sketch',
    capabilities: {
      streams: true,
      tickets: false,
      masks: false,
      sequences: true,
      watermarks: true,
      picturesPerAsk: 15,
      readsEveryFormat: false,
      free: true,
      afterCrash: 'retry',
    },
    modelName: (row) => row.id,
    generate: (order, context) => generate(sketch, order, context),
    resume: () => {
      throw new Fault('internal', 'Sketch gives no tickets, so there is none to go on from.')
    },
    close: () => sketch.close(),
  }
}

async function* generate(sketch: Sketch, order: Order, context: EngineContext): AsyncGenerator<EngineEvent> {
  const told = new Set<string>()
  for (const message of unserved(order)) yield { kind: 'warning', message }
  try {
    for await (const picture of sketch.draw(await sketchOrder(order, context), context.signal)) {
      for (const message of warningsOf(picture).filter((warning) => !told.has(warning))) {
        told.add(message)
        yield { kind: 'warning', message }
      }
      const { index, bytes, seed, recipe } = picture
      yield { kind: 'image', index, image: { content: bytes, seed, recipe } }
    }
  } catch (cause) {
    throw faultOf(cause, context.signal)
  }
}

async function sketchOrder(order: Order, { idempotencyKey }: EngineContext): Promise<SketchOrder> {
  const references = order.references.map(async (reference) => ({
    bytes: await reference.read(),
    recipe: reference.recipe,
  }))
  return {
    prompt: order.prompt,
    model: order.model,
    width: order.size.width,
    height: order.size.height,
    seed: order.seed !== undefined && order.seed >= 0 ? order.seed : seedOf(idempotencyKey),
    mode: order.mode,
    count: order.count,
    references: await Promise.all(references),
    watermark: order.watermark,
    format: order.format ?? 'jpeg',
    background: order.background === 'transparent' ? 'transparent' : 'opaque',
  }
}

/** 31 bits that nobody chose, and the same ones when the ask is repeated after a crash. */
function seedOf(idempotencyKey: string): number {
  return createHash('sha256').update(idempotencyKey).digest().readUInt32BE(0) >>> 1
}

function unserved({ layers, webSearch }: Order): readonly string[] {
  const warnings: string[] = []
  if (layers) warnings.push('Sketch does not take pictures apart into layers; it drew one picture.')
  if (webSearch) warnings.push('Sketch is offline and searched nothing.')
  return warnings
}

function warningsOf({ missing, notApplied }: SketchPicture): readonly string[] {
  return [...missing.map((word) => `Sketch cannot draw: ${word}.`), ...notApplied]
}

/** Nothing is ever bought here, so an interrupted drawing may simply begin anew. */
function faultOf(cause: unknown, signal: AbortSignal): Fault {
  if (cause instanceof Fault) return cause
  return signal.aborted
    ? new Fault('upstream_unavailable', 'The drawing was stopped.', { cause })
    : new Fault('internal', 'Sketch failed to draw this picture.', { cause })
}
