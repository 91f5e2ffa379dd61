/** Start to ready: how long `dreamgate serve` takes to its first line, on an empty and on a used data folder. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROUNDS = 9
const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'gateway', 'dist', 'main.js')
const first = []
const again = []
const floor = []

for (let round = 0; round < ROUNDS; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'dreamgate-start-'))
  first.push(await start(folder))
  again.push(await start(folder))
  floor.push(await bare())
  rmSync(folder, { recursive: true, force: true })
}
console.log(`node alone          ${median(floor)} ms`)
console.log(`first start, ready  ${median(first)} ms`)
console.log(`later start, ready  ${median(again)} ms`)

async function start(folder) {
  const begun = performance.now()
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, DREAMGATE_DATA: folder, DREAMGATE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const took = performance.now() - begun
  child.kill()
  await once(child, 'exit')
  return took
}

async function bare() {
  const begun = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  return performance.now() - begun
}

function median(times) {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)])
}
