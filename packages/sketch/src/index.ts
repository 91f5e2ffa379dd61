import type { SketchOrder, SketchPicture } from './order.ts'
import { inOrder } from './pool/in-order.ts'
import { workerPool } from './pool/worker-pool.ts'
import { picturesOf } from './pool/pictures-of.ts'

export type { SketchOrder, SketchPicture, SketchReference } from './order.ts'
export { SKETCH_VERSION } from './version.ts'

/** The embedded engine: an illustrator with a vocabulary. Offline, free and repeatable. */
export interface Sketch {
  /**
   * Pictures come in the order of their index, each as soon as it and those before it are finished. The same
   * order always gives the same bytes. Throws the signal's reason as soon as it is aborted.
   */
  draw(order: SketchOrder, signal: AbortSignal): AsyncIterable<SketchPicture>
  /** Ends all threads; pictures not yet finished fail. Calling it again does nothing. */
  close(): Promise<void>
}

export interface SketchOptions {
  /** Drawing threads at most; by default one per core, fewer where memory is short. */
  readonly workers?: number
}

/** Threads start with the first order, and do not keep the process alive when idle. */
export function sketch(options: SketchOptions = {}): Sketch {
  const pool = workerPool({ script: WORKER, size: options.workers })
  return {
    draw: (order, signal) => inOrder(picturesOf(order), pool, signal),
    close: () => pool.close(),
  }
}

/** Always the built worker: Node cannot start a thread from TypeScript source. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../dist/worker.js', import.meta.url)
  : new URL('worker.js', import.meta.url)
