import sharp from 'sharp'

import { sketch } from '../../packages/sketch/dist/index.js'
import { orderOf, prompts, quantile, timed } from './orders.mjs'

/**
 * One picture at a time on one warm thread. "Best" takes each picture's best round: what it costs when no neighbour
 * on the machine is in the way. The floor is sharp's JPEG encoder alone, on the same pixels.
 */
export async function speed({ rounds, sides }) {
  const engine = sketch({ workers: 1 })
  const set = await prompts()
  for (const prompt of set) await timed(engine, orderOf(prompt, [512, 512]))
  for (const size of sides.map((side) => [side, side])) {
    const rows = []
    for (let round = 0; round < rounds; round += 1) rows.push(await measured(engine, set, size))
    report(size, rows)
  }
  await engine.close()
}

async function measured(engine, set, size) {
  const row = []
  for (const prompt of set) {
    const before = process.cpuUsage()
    const pictures = await timed(engine, orderOf(prompt, size))
    const { user, system } = process.cpuUsage(before)
    for (const { bytes, ms } of pictures) {
      const cpuMs = (user + system) / 1000 / pictures.length
      row.push({ prompt, ms, cpuMs, floorMs: await floor(bytes) })
    }
  }
  return row
}

async function floor(bytes) {
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
  const begun = performance.now()
  await picture.jpeg({ quality: 88, optimiseCoding: false }).toBuffer()
  return performance.now() - begun
}

function report([width, height], rounds) {
  const all = rounds.flat()
  const best = rounds[0].map((first, at) => ({
    ...first,
    ms: Math.min(...rounds.map((round) => round[at].ms)),
  }))
  const line = (name, values) =>
    console.log(
      `${`${width}x${height}`.padEnd(10)} ${name.padEnd(22)} p50 ${ms(quantile(values, 0.5))}  p95 ${ms(quantile(values, 0.95))}  most ${ms(Math.max(...values))}`,
    )
  line(
    `all ${all.length} pictures`,
    all.map((row) => row.ms),
  )
  line(
    `best of ${rounds.length} rounds`,
    best.map((row) => row.ms),
  )
  line(
    'processor time',
    all.map((row) => row.cpuMs),
  )
  line(
    'floor: JPEG alone',
    all.map((row) => row.floorMs),
  )
  for (const row of best.toSorted((one, other) => other.ms - one.ms).slice(0, 3))
    console.log(`           slowest ${ms(row.ms)}  ${row.prompt.slice(0, 60)}`)
}

function ms(value) {
  return `${Math.round(value)} ms`.padStart(8)
}
