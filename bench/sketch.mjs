/**
 * The figures of Sketch: speed over the development set beside the bare JPEG encoder, memory of one drawing thread,
 * a flood of 64 requests, and the install size. Needs a build and a quiet machine.
 *
 *     npm run bench:sketch [-- speed memory flood install] [--rounds 3] [--sizes 1024,2048,4096]
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'

import { flood } from './sketch/flood.mjs'
import { installSize } from './sketch/install.mjs'
import { memory } from './sketch/memory.mjs'
import { speed } from './sketch/speed.mjs'

const MEASURES = { speed, memory, flood, install: installSize }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '1024,2048,4096' },
  },
})
const wanted = positionals.length > 0 ? positionals : Object.keys(MEASURES)
for (const name of wanted) {
  console.log(`\n${name} (load ${loadavg()[0].toFixed(1)})`)
  await MEASURES[name]({ rounds: Number(values.rounds), sides: values.sizes.split(',').map(Number) })
  console.log(`load afterwards ${loadavg()[0].toFixed(1)}`)
}
