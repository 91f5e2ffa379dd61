import { availableParallelism, totalmem } from 'node:os'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { PictureJob, SketchPicture } from '../order.ts'
import type { Answer } from './answer.ts'

export interface WorkerPool {
  /** Threads at most. */
  readonly size: number
  /** Rejects with the signal's reason, at once, whether the job waits or is being drawn. */
  draw(job: PictureJob, signal: AbortSignal): Promise<SketchPicture>
  close(): Promise<void>
}

export interface WorkerPoolOptions {
  readonly script: URL
  readonly size?: number | undefined
  /** A picture that takes longer is given up and its thread ended. */
  readonly longestMs?: number
  /** A thread without work for this long is ended, and its memory comes back. */
  readonly idleMs?: number
}

/** A thread at the largest size stays under this, measured; half the machine is left to others. */
const BYTES_PER_WORKER = 650 * 2 ** 20
const LONGEST_MS = 120_000
const IDLE_MS = 30_000

interface Task {
  readonly job: PictureJob
  /** The caller's promise; settling it again does nothing. */
  readonly settled: Settled
}

interface Thread {
  readonly worker: Worker
  task: Task | undefined
  /** Ends the thread: while it draws, when that takes too long; otherwise when it stays idle. */
  timer: NodeJS.Timeout | undefined
}

/**
 * Threads that draw one job each at a time; jobs beyond that wait in order.
 *
 *     waiting ──start──► drawing ──answer──► settled
 *        └──abort──► settled    └──abort, crash, timeout──► settled
 *
 * After an abort the thread finishes its picture unheard and takes the next job; after a crash
 * or a timeout, or when it was idle for long, it is gone, and the next job gets a new one.
 */
export function workerPool(options: WorkerPoolOptions): WorkerPool {
  const size = Math.max(1, options.size ?? defaultSize())
  const waiting: Task[] = []
  const threads = new Set<Thread>()
  let closed = false

  async function draw(job: PictureJob, signal: AbortSignal): Promise<SketchPicture> {
    signal.throwIfAborted()
    if (closed) throw new Error('Sketch is closed.')
    const task: Task = { job, settled: unsettled() }
    const abort = (): void => {
      const at = waiting.indexOf(task)
      if (at >= 0) waiting.splice(at, 1)
      task.settled.reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    waiting.push(task)
    assign()
    return task.settled.promise.finally(() => signal.removeEventListener('abort', abort))
  }

  function assign(): void {
    while (waiting.length > 0) {
      const free = [...threads].find(({ task }) => task === undefined)
      const idle = free ?? (threads.size < size ? start() : undefined)
      const task = idle ? waiting.shift() : undefined
      if (!idle || !task) return
      clearTimeout(idle.timer)
      idle.task = task
      idle.timer = setTimeout(() => end(idle, 'took too long'), options.longestMs ?? LONGEST_MS)
      idle.worker.ref()
      send(idle.worker, task.job).catch(() => end(idle, 'was not given its references'))
    }
  }

  function start(): Thread {
    const thread = startedThread(options.script, { finish, end })
    threads.add(thread)
    return thread
  }

  function finish(thread: Thread, answer: Answer): void {
    const task = released(thread)
    if (task) settle(task, answer)
    assign()
    if (thread.task === undefined)
      thread.timer = setTimeout(() => end(thread, 'was idle'), options.idleMs ?? IDLE_MS).unref()
  }

  function end(thread: Thread, what: string): void {
    if (!threads.delete(thread)) return
    clearTimeout(thread.timer)
    thread.task?.settled.reject(new Error(closed ? 'Sketch is closed.' : `The drawing thread ${what}.`))
    void thread.worker.terminate()
    assign()
  }

  async function close(): Promise<void> {
    closed = true
    for (const task of waiting.splice(0)) task.settled.reject(new Error('Sketch is closed.'))
    const ending = [...threads].map(({ worker }) => worker.terminate())
    for (const thread of threads) end(thread, 'was closed')
    await Promise.all(ending)
  }

  return { size, draw, close }
}

interface Listener {
  readonly finish: (thread: Thread, answer: Answer) => void
  /** The thread is no more; the second argument says how it went, as in "the thread …". */
  readonly end: (thread: Thread, what: string) => void
}

function startedThread(script: URL, { finish, end }: Listener): Thread {
  const thread: Thread = { worker: new Worker(script), task: undefined, timer: undefined }
  thread.worker
    .on('message', (answer: Answer) => finish(thread, answer))
    .on('error', (error) => end(thread, `failed: ${error.message}`))
    .on('exit', (code) => end(thread, `ended with code ${code}`))
    .unref()
  return thread
}

/** Makes the thread idle and gives back what it was drawing. */
function released(thread: Thread): Task | undefined {
  const { task } = thread
  clearTimeout(thread.timer)
  thread.task = undefined
  thread.worker.unref()
  return task
}

function settle({ settled }: Task, answer: Answer): void {
  if (answer.kind === 'picture') settled.resolve(answer.picture)
  else settled.reject(new Error(`Sketch could not draw the picture: ${answer.message}`))
}

interface Settled {
  readonly promise: Promise<SketchPicture>
  resolve(picture: SketchPicture): void
  reject(reason: unknown): void
}

function unsettled(): Settled {
  let [resolve, reject]: [Settled['resolve'], Settled['reject']] = [() => undefined, () => undefined]
  const promise = new Promise<SketchPicture>((resolved, rejected) => {
    resolve = resolved
    reject = rejected
  })
  return { promise, resolve, reject }
}

/**
 * References are copied once and handed over: a view into a larger buffer would take all of it along. Between two
 * copies (of up to 30 MB) everybody else has a turn.
 */
async function send(worker: Worker, job: PictureJob): Promise<void> {
  const references: { bytes: Uint8Array<ArrayBuffer>; recipe: string | undefined }[] = []
  for (const { bytes, recipe } of job.references) {
    if (references.length > 0) await turn()
    references.push({ bytes: Uint8Array.from(bytes), recipe })
  }
  worker.postMessage(
    { ...job, references },
    references.map(({ bytes }) => bytes.buffer),
  )
}

function defaultSize(): number {
  return Math.min(availableParallelism(), Math.floor(totalmem() / 2 / BYTES_PER_WORKER))
}
