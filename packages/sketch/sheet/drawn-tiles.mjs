import sharp from 'sharp'
import { sketch } from '../dist/index.js'

/** Pixels of a tile's side. */
export const TILE = 400

/** One tile per prompt and seed, in order; the pictures of a sequence share one. */
export async function* drawnTiles(rows, { seeds, size }) {
  const engine = sketch()
  try {
    for (const { number, prompt } of rows) {
      for (const seed of seeds) {
        const pictures = await draw(engine, prompt, { seed, size })
        yield {
          label: `${number} · ${seed}  ${prompt}`,
          missing: lost(pictures),
          image: await tile(pictures),
        }
      }
    }
  } finally {
    await engine.close()
  }
}

/** A prompt that ends in "(4 images)" is drawn as a sequence of four. */
async function draw(engine, prompt, { seed, size }) {
  const count = Number(prompt.match(/\((\d+) images\)/)?.[1] ?? 1)
  const order = {
    prompt,
    model: 'sketch',
    width: size,
    height: size,
    seed,
    mode: count > 1 ? 'sequence' : 'independent',
    count,
    references: [],
    watermark: false,
    format: 'png',
    background: 'opaque',
  }
  const pictures = []
  for await (const picture of engine.draw(order, new AbortController().signal)) pictures.push(picture)
  return pictures
}

function lost(pictures) {
  return [...new Set(pictures.flatMap(({ missing }) => missing))]
}

async function tile(pictures) {
  const columns = Math.ceil(Math.sqrt(pictures.length))
  const side = Math.floor(TILE / columns)
  const parts = await Promise.all(
    pictures.map(async ({ bytes }, at) => ({
      input: await sharp(bytes).resize(side, side).toBuffer(),
      left: (at % columns) * side,
      top: Math.floor(at / columns) * side,
    })),
  )
  return sharp({ create: { width: TILE, height: TILE, channels: 3, background: '#222222' } })
    .composite(parts)
    .png()
    .toBuffer()
}
