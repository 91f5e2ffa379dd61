/**
 * Does the gateway give back what it took? Starts the built server, warms it, notes its resident memory, sends it
 * 200 mixed requests, lets it rest and notes it again. Ends with 1 when more than 50 MB stayed.
 *
 *     node bench/memory.mjs [requests]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import sharp from 'sharp'

const MAIN = fileURLToPath(new URL('../packages/gateway/dist/main.js', import.meta.url))
const KEY = 'dg_a-fixed-admin-key-for-benches'
const WARMING = 20
const REQUESTS = Number(process.argv[2] ?? 200)
const CONCURRENCY = 4
const MOST_KEPT_MB = 50
const REST_SECONDS = 90

/** What callers send, mixed. Every prompt is another one, so that no picture is drawn twice. */
const KINDS = [
  (number) => json({ prompt: `a fox number ${number}`, size: '1K' }),
  (number) => json({ prompt: `a lighthouse number ${number}`, size: '2K' }),
  (number) => form(number),
  (number) => json({ prompt: `a red bus number ${number}`, size: '1K', response_format: 'b64_json' }),
  (number) => json({ prompt: `a whale number ${number}`, size: '1K', n: 2, stream: true }),
  (number) => json({ prompt: `make it night, ${number}`, size: '1K', image: reference.toString('base64') }),
  (number) => json({ prompt: `a castle number ${number}`, size: '2K', response_format: 'b64_json' }),
  (number) => form(number),
]

const folder = mkdtempSync(join(tmpdir(), 'dreamgate-memory-'))
const gateway = await start(folder)
const reference = await photograph()
try {
  process.exitCode = (await measure()) ? 0 : 1
} finally {
  gateway.process.kill('SIGTERM')
  await once(gateway.process, 'exit')
  rmSync(folder, { recursive: true, force: true })
}

async function measure() {
  await send(WARMING)
  const before = await rested()
  const watch = watchPeak()
  const began = performance.now()
  await send(REQUESTS)
  const seconds = (performance.now() - began) / 1000
  const peak = watch.stop()
  const after = await rested()
  const kept = after.mb - before.mb
  console.log(`${REQUESTS} requests, ${CONCURRENCY} at a time: ${seconds.toFixed(1)} s`)
  console.log(
    `before ${before.mb.toFixed(0)} MB, peak ${peak.toFixed(0)} MB, after ${after.mb.toFixed(0)} MB`,
  )
  console.log(`kept ${kept.toFixed(0)} MB (at most ${MOST_KEPT_MB}), at rest ${after.seconds} s later`)
  return kept <= MOST_KEPT_MB
}

async function send(count) {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const number = next++
      await KINDS[number % KINDS.length](number)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
}

async function json(fields) {
  await post('/v1/images/generations', JSON.stringify({ model: 'seedream-4.0', ...fields }), {
    'content-type': 'application/json',
  })
}

async function form(number) {
  const body = new FormData()
  body.set('model', 'seedream-4.0')
  body.set('prompt', `make it winter, ${number}`)
  body.set('size', '1K')
  body.set('image', new Blob([reference], { type: 'image/jpeg' }), 'photograph.jpg')
  await post('/v1/images/edits', body, {})
}

async function post(path, body, headers) {
  const response = await fetch(gateway.base + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    body,
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`)
}

/** Resident memory once it has not moved by more than 2 MB for ten seconds, or when the patience ends. */
async function rested() {
  const seen = [residentMb()]
  for (let second = 1; second <= REST_SECONDS; second += 1) {
    await pause(1000)
    seen.push(residentMb())
    const last = seen.slice(-10)
    if (last.length === 10 && Math.max(...last) - Math.min(...last) <= 2) break
  }
  return { mb: seen.at(-1), seconds: seen.length - 1 }
}

function watchPeak() {
  let peak = residentMb()
  const timer = setInterval(() => (peak = Math.max(peak, residentMb())), 50)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}

function residentMb() {
  const status = readFileSync(`/proc/${gateway.process.pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) / 1024
}

async function start(dataFolder) {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: dataFolder,
    env: {
      ...process.env,
      DREAMGATE_PORT: '0',
      DREAMGATE_DATA: join(dataFolder, 'data'),
      DREAMGATE_ADMIN_KEY: KEY,
      ARK_API_KEY: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { process: child, base: line.slice('Dreamgate is ready at '.length) }
}

/** About 2 MB of JPEG: noise does not compress. */
async function photograph() {
  const noise = { type: 'gaussian', mean: 128, sigma: 45 }
  return sharp({ create: { width: 2040, height: 1530, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 88 })
    .toBuffer()
}
