import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import sharp from 'sharp'
import { TILE } from './drawn-tiles.mjs'

const PICTURES_A_SHEET = 12
const GAP = 8
const LABEL = 46
const DATA = new URL('../dist/data/', import.meta.url)
const FONTS = readdirSync(DATA)
  .filter((name) => name.endsWith('.ttf'))
  .map((name) => fileURLToPath(new URL(name, DATA)))

/** Sheets of twelve tiles with number, seed and prompt beneath, and what the engine said it could not draw. */
export async function* contactSheets(tiles, { columns }) {
  let page = []
  let at = 0
  const perSheet = Math.max(columns, Math.floor(PICTURES_A_SHEET / columns) * columns)
  for await (const tile of tiles) {
    page.push(tile)
    if (page.length < perSheet) continue
    yield { at: ++at, png: await sheet(page, columns) }
    page = []
  }
  if (page.length > 0) yield { at: ++at, png: await sheet(page, columns) }
}

async function sheet(tiles, columns) {
  const [across, down] = [TILE + GAP, TILE + LABEL + GAP]
  const rows = Math.ceil(tiles.length / columns)
  const parts = tiles.flatMap(({ image, label, missing }, at) => {
    const [left, top] = [(at % columns) * across, Math.floor(at / columns) * down]
    return [
      { input: image, left, top },
      { input: caption(label, missing), left, top: top + TILE },
    ]
  })
  return sharp({
    create: { width: columns * across, height: rows * down, channels: 3, background: '#222222' },
  })
    .composite(parts)
    .png()
    .toBuffer()
}

/** Set in the shipped fonts, so that a sheet looks the same on a machine with other fonts or none. */
function caption(label, missing) {
  const note = missing.length === 0 ? '' : `missing: ${missing.join(', ')}`
  const line = (words, y, fill) =>
    `<text x="4" y="${y}" font-family="Inter, Noto Sans SC" font-size="14" fill="${fill}">${escaped(words)}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${TILE}" height="${LABEL}">${line(shortened(label), 18, '#eeeeee')}${line(shortened(note), 38, '#ffb0a0')}</svg>`
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: FONTS } }).render().asPng()
}

function shortened(words) {
  return words.length > 56 ? `${words.slice(0, 55)}…` : words
}

function escaped(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
