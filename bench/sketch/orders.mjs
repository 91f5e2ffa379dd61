import { fileURLToPath } from 'node:url'

import { readSet } from '../../packages/sketch/sheet/set.mjs'

/** The prompts of the development set. */
export async function prompts() {
  const file = fileURLToPath(new URL('../../packages/sketch/development-set.txt', import.meta.url))
  return (await readSet(file)).map(({ prompt }) => prompt)
}

/** A prompt that ends in "(4 images)" is a story of four. */
export function orderOf(prompt, [width, height], seed = 1) {
  const count = Number(prompt.match(/\((\d+) images\)/)?.[1] ?? 1)
  return {
    prompt,
    model: 'sketch',
    width,
    height,
    seed,
    mode: count > 1 ? 'sequence' : 'independent',
    count,
    references: [],
    watermark: true,
    format: 'jpeg',
    background: 'opaque',
  }
}

/** All pictures of an order, each with the milliseconds since the one before it. */
export async function timed(engine, order) {
  const drawn = []
  let last = performance.now()
  for await (const { bytes } of engine.draw(order, new AbortController().signal)) {
    const now = performance.now()
    drawn.push({ bytes, ms: now - last })
    last = now
  }
  return drawn
}

/** The smallest value that `share` of all values do not exceed. */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}
