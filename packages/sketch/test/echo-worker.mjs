/** A stand-in for the drawing thread: answers at once (its own number as the seed), never, or dies, as the prompt says. */
import { parentPort, threadId } from 'node:worker_threads'

parentPort.on('message', (job) => {
  if (job.prompt === 'die') process.exit(3)
  if (job.prompt === 'throw') throw new Error('boom')
  if (job.prompt === 'refuse') return parentPort.postMessage({ kind: 'failed', message: 'no ink' })
  if (job.prompt === 'never') return undefined
  return parentPort.postMessage({
    kind: 'picture',
    picture: { index: job.index, seed: threadId, bytes: job.references[0]?.bytes ?? new Uint8Array() },
  })
})
