/**
 * The queue under 10,000 jobs: start to ready with that many in line, beside an empty start, and how long they take
 * to finish behind an upstream that answers at once. Ends with 1 when a job is lost or asked for twice.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'esbuild'

const JOBS = 10_000
const ROUNDS = 3
const ADMIN_KEY = 'dg_a-fixed-admin-key-for-the-bench'
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const gatewayFolder = join(root, 'packages', 'gateway')
const { queueJobs, countJobs } = await queuedJobs()
const upstream = await instantUpstream()
const empty = []
const full = []
let end

for (let round = 1; round <= ROUNDS; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'dreamgate-queue-'))
  const engine = `{ type: openai, base_url: '${upstream.baseUrl}' }`
  writeFileSync(join(folder, 'dreamgate.yaml'), `engines: [${engine}]\n`)
  await stop(await start(folder))
  const idle = await start(folder)
  empty.push(idle.readyMs)
  await stop(idle)
  await queueJobs(join(folder, 'data'), { count: JOBS, engine: 'openai' })
  upstream.asked = 0
  const busy = await start(folder)
  full.push(busy.readyMs)
  if (round === ROUNDS) end = await finish(busy, folder)
  else await stop(busy, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
upstream.close()
console.log(`ready, nothing in line       ${median(empty)} ms`)
console.log(`ready, 10,000 jobs in line   ${median(full)} ms`)
console.log(`all 10,000 finished          ${end.seconds} s (${Math.round(JOBS / end.seconds)} a second)`)
console.log(`succeeded ${end.succeeded}, asked for ${upstream.asked}`)
process.exitCode = end.succeeded === JOBS && upstream.asked === JOBS ? 0 : 1

/** What the tests fill a data folder with, bundled from its source. */
async function queuedJobs() {
  const outfile = join(root, 'node_modules', '.cache', 'dreamgate-bench', 'queued-jobs.mjs')
  await build({
    entryPoints: [join(gatewayFolder, 'test', 'journeys', 'queued-jobs.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@photostructure/sqlite'],
  })
  return import(pathToFileURL(outfile).href)
}

async function instantUpstream() {
  const answer = JSON.stringify({ created: 1, data: [{ b64_json: PIXEL }] })
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      self.asked += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const baseUrl = `http://127.0.0.1:${server.address().port}/v1`
  const self = { baseUrl, asked: 0, close: () => server.close() }
  return self
}

async function start(folder) {
  const begun = performance.now()
  const child = spawn(process.execPath, [join(gatewayFolder, 'dist', 'main.js'), 'serve'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DREAMGATE_DATA: join(folder, 'data'),
      DREAMGATE_PORT: '0',
      DREAMGATE_ADMIN_KEY: ADMIN_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const readyMs = performance.now() - begun
  return { child, readyMs, base: /http:\/\/\S+/.exec(String(line))[0] }
}

async function stop({ child }, signal = 'SIGTERM') {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function finish(gateway, folder) {
  const begun = performance.now()
  for (const status of ['queued', 'running']) while (await anyJob(gateway, status)) await tenth()
  const seconds = (performance.now() - begun) / 1000
  await stop(gateway)
  return { seconds: Math.round(seconds), succeeded: await countJobs(join(folder, 'data'), 'succeeded') }
}

async function anyJob({ base }, status) {
  const headers = { authorization: `Bearer ${ADMIN_KEY}` }
  const response = await fetch(`${base}/v1/jobs?status=${status}&limit=1`, { headers })
  return (await response.json()).data.length > 0
}

function tenth() {
  return new Promise((resolve) => setTimeout(resolve, 100))
}

function median(times) {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)])
}
