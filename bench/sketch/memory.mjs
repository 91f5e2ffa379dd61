import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { sketch } from '../../packages/sketch/dist/index.js'
import { orderOf, prompts, timed } from './orders.mjs'

const MOST_MB = 650
const SIZES = ['2048x2048', '4096x4096', '16384x1024', '1024x16384']
const SELF = fileURLToPath(import.meta.url)

/** The most resident memory of a process of its own that draws the development set on one thread, node itself included. */
export function memory() {
  for (const size of SIZES) {
    const output = execFileSync(process.execPath, [SELF, size], { encoding: 'utf8' })
    const { bare, peak } = JSON.parse(output)
    const verdict = peak <= MOST_MB ? 'within' : 'ABOVE'
    console.log(
      `${size.padEnd(11)} peak ${peak} MB of resident memory, ${verdict} ${MOST_MB} MB; node alone ${bare} MB`,
    )
  }
}

if (process.argv[1] === SELF) await measure(process.argv[2].split('x').map(Number))

async function measure(size) {
  const bare = residentMb('VmRSS')
  const engine = sketch({ workers: 1 })
  for (const prompt of await prompts()) await timed(engine, orderOf(prompt, size))
  await timed(engine, { ...orderOf('a cat in the rain', size), format: 'png' })
  await timed(engine, { ...orderOf('a cat in the rain', size), background: 'transparent' })
  await engine.close()
  console.log(JSON.stringify({ bare: Math.round(bare), peak: Math.round(residentMb('VmHWM')) }))
}

function residentMb(field) {
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)[1]) / 1024
}
