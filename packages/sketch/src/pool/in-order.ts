import type { PictureJob, SketchPicture } from '../order.ts'
import type { WorkerPool } from './worker-pool.ts'

/**
 * Draws the jobs side by side and yields the pictures in their order, each as soon as it and those before it are
 * finished. At most `pool.size` pictures of one order are drawn or wait to be read, so a slow reader holds little memory.
 */
export async function* inOrder(
  jobs: readonly PictureJob[],
  pool: WorkerPool,
  signal: AbortSignal,
): AsyncIterable<SketchPicture> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const running: Promise<SketchPicture>[] = []
  const waiting = [...jobs]
  try {
    while (waiting.length > 0 || running.length > 0) {
      signal.throwIfAborted()
      for (const job of waiting.splice(0, pool.size - running.length))
        running.push(heard(pool.draw(job, either)))
      const next = running.shift()
      if (next !== undefined) yield await next
    }
  } finally {
    stop.abort(new Error('The other pictures of this order are no longer wanted.'))
  }
}

/** A picture that fails before its turn is not an unhandled rejection: its turn will tell. */
function heard(picture: Promise<SketchPicture>): Promise<SketchPicture> {
  picture.catch(() => undefined)
  return picture
}
