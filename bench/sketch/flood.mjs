import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

import { sketch } from '../../packages/sketch/dist/index.js'
import { orderOf, prompts, quantile, timed } from './orders.mjs'

const REQUESTS = 64
const SIZE = [2048, 2048]
const MOST_STALL_MS = 50

const SELF = fileURLToPath(import.meta.url)

/**
 * 64 requests at once: how long the main thread ever stood still, and how much memory all of it took. A process of
 * its own that does nothing tells how long the machine itself lets anyone wait meanwhile.
 */
export async function flood() {
  const engine = sketch()
  const set = (await prompts()).filter((prompt) => !prompt.includes(' images)'))
  await timed(engine, orderOf(set[0], SIZE))
  const stalls = monitorEventLoopDelay({ resolution: 1 })
  const watch = watchPeak()
  const idler = fork(SELF)
  await once(idler, 'message')
  stalls.enable()
  const begun = performance.now()
  const waits = await Promise.all(
    Array.from({ length: REQUESTS }, async (_, at) => {
      const pictures = await timed(engine, orderOf(set[at % set.length], SIZE, at))
      return pictures.reduce((sum, { ms }) => sum + ms, 0)
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  stalls.disable()
  idler.send('enough')
  const [idle] = await once(idler, 'message')
  const longest = stalls.max / 1e6
  console.log(
    `${REQUESTS} pictures at once: ${seconds.toFixed(1)} s, ${(REQUESTS / seconds).toFixed(1)} a second; ` +
      `waited p50 ${(quantile(waits, 0.5) / 1000).toFixed(1)} s, at most ${(Math.max(...waits) / 1000).toFixed(1)} s`,
  )
  console.log(
    `main thread: longest stall ${longest.toFixed(1)} ms (at most ${MOST_STALL_MS}), p99 ${(stalls.percentile(99) / 1e6).toFixed(1)} ms`,
  )
  console.log(`a process that does nothing, meanwhile: longest stall ${idle.longest} ms, p99 ${idle.p99} ms`)
  console.log(
    `resident memory of the whole process: at most ${watch.stop()} MB (all answers are kept till the end)`,
  )
  await engine.close()
}

if (process.argv[1] === SELF) {
  const stalls = monitorEventLoopDelay({ resolution: 1 })
  stalls.enable()
  process.send('ready')
  await once(process, 'message')
  const [longest, p99] = [stalls.max, stalls.percentile(99)].map((value) => (value / 1e6).toFixed(1))
  process.send({ longest, p99 })
  process.disconnect()
}

function watchPeak() {
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(peak / 2 ** 20)
    },
  }
}
