/**
 * A contact sheet: `node packages/sketch/sheet.mjs out.png [prompts.txt] [--size 512x512] [--columns 5]`.
 * One prompt a line; without a file, the development set. Run the build first.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { sketch } from './dist/index.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '1024x1024' },
    columns: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
})
const [out = 'sheet.png', list = new URL('development-set.txt', import.meta.url)] = positionals
const [width, height] = values.size.split('x').map(Number)
const columns = Number(values.columns)
const tile = { width: 400, height: Math.round((400 * height) / width) }
const prompts = (await readFile(list, 'utf8')).split('\n').filter((line) => line.trim() !== '')

const engine = sketch()
const tiles = []
for (const prompt of prompts) {
  const panels = Number(prompt.match(/\((\d+) images\)/)?.[1] ?? 1)
  const order = {
    prompt,
    model: 'sketch',
    width,
    height,
    seed: Number(values.seed),
    mode: panels > 1 ? 'sequence' : 'independent',
    count: panels,
    references: [],
    watermark: false,
    format: 'png',
    background: 'opaque',
  }
  const pictures = []
  for await (const picture of engine.draw(order, new AbortController().signal)) pictures.push(picture)
  for (const picture of pictures.toSorted((one, other) => one.index - other.index)) {
    const at = tiles.length
    tiles.push({
      input: await sharp(picture.bytes)
        .resize(tile.width - 8, tile.height - 8)
        .toBuffer(),
      left: (at % columns) * tile.width + 4,
      top: Math.floor(at / columns) * tile.height + 4,
    })
  }
}
await engine.close()

const rows = Math.ceil(tiles.length / columns)
await sharp({
  create: { width: columns * tile.width, height: rows * tile.height, channels: 3, background: '#222222' },
})
  .composite(tiles)
  .png()
  .toFile(out)
