import type { PictureJob, SketchPicture } from '../order.ts'
import type { WorkerPool } from './worker-pool.ts'

/**
 * Draws the jobs side by side and yields each picture when it is finished. At most `pool.size`
 * pictures of one order are drawn or wait to be read, so a slow reader holds little memory.
 */
export async function* finishedFirst(
  jobs: readonly PictureJob[],
  pool: WorkerPool,
  signal: AbortSignal,
): AsyncIterable<SketchPicture> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const running = new Map<number, Promise<SketchPicture>>()
  const waiting = [...jobs]
  try {
    while (waiting.length > 0 || running.size > 0) {
      signal.throwIfAborted()
      while (running.size < pool.size) {
        const job = waiting.shift()
        if (!job) break
        running.set(job.index, pool.draw(job, either))
      }
      const picture = await Promise.race(running.values())
      running.delete(picture.index)
      yield picture
    }
  } finally {
    for (const picture of running.values()) picture.catch(() => undefined)
    stop.abort(new Error('The other pictures of this order are no longer wanted.'))
  }
}
