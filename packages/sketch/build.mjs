/**
 * Makes dist/: index.js and worker.js, and dist/data/ with the icons and fonts Sketch draws with.
 * Run by the root build, `node packages/sketch/build.mjs`; it needs nothing but the installed packages.
 */
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const data = join(here, 'dist', 'data')

/** Icons are measured on a grid of this many pixels. */
const GRID = 128

await mkdir(data, { recursive: true })
await Promise.all([bundle(), packIcons(), copyFonts()])

async function bundle() {
  await build({
    entryPoints: [join(here, 'src', 'index.ts'), join(here, 'src', 'worker.ts')],
    outdir: join(here, 'dist'),
    absWorkingDir: here,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['sharp', '@resvg/resvg-js'],
    logLevel: 'warning',
  })
}

/** Only the icons listed in src/data/icons.json, each with the box its visible pixels fill. */
async function packIcons() {
  const noto = dirname(require.resolve('@iconify-json/noto/package.json'))
  const set = JSON.parse(await readFile(join(noto, 'icons.json'), 'utf8'))
  const rows = JSON.parse(await readFile(join(here, 'src', 'data', 'icons.json'), 'utf8'))
  const packed = {}
  for (const { name } of rows) {
    const icon = set.icons[name] ?? set.icons[set.aliases?.[name]?.parent]
    if (!icon) throw new Error(`src/data/icons.json lists "${name}", which Noto does not have`)
    if (/<(image|script|foreignObject|text)/.test(icon.body))
      throw new Error(`The icon "${name}" is not plain shapes`)
    const size = icon.width ?? set.width ?? 128
    packed[name] = { body: icon.body, size, box: visibleBox(icon.body, size) }
  }
  await writeWhole(join(data, 'icons.json'), JSON.stringify(packed))
  await copyFile(join(here, 'licences', 'noto-emoji.txt'), join(data, 'noto-emoji-licence.txt'))
}

/** Left, top, right and bottom as fractions of the icon's square. */
function visibleBox(body, size) {
  const head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  const svg = `<svg ${head} width="${GRID}" height="${GRID}" viewBox="0 0 ${size} ${size}">${body}</svg>`
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render()
  const box = [GRID, GRID, 0, 0]
  for (let at = 0; at < GRID * GRID; at++) {
    if (pixels[at * 4 + 3] <= 40) continue
    const [x, y] = [at % GRID, Math.floor(at / GRID)]
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x + 1)
    box[3] = Math.max(box[3], y + 1)
  }
  return box.map((edge) => edge / GRID)
}

async function copyFonts() {
  const inter = dirname(require.resolve('@expo-google-fonts/inter/package.json'))
  const chinese = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  await Promise.all([
    copyFile(join(inter, '400Regular', 'Inter_400Regular.ttf'), join(data, 'Inter_400Regular.ttf')),
    copyFile(join(inter, '700Bold', 'Inter_700Bold.ttf'), join(data, 'Inter_700Bold.ttf')),
    copyFile(join(inter, '800ExtraBold', 'Inter_800ExtraBold.ttf'), join(data, 'Inter_800ExtraBold.ttf')),
    copyFile(join(chinese, '700Bold', 'NotoSansSC_700Bold.ttf'), join(data, 'NotoSansSC_700Bold.ttf')),
    copyFile(join(inter, 'LICENSE_FONT'), join(data, 'inter-licence.txt')),
    copyFile(join(chinese, 'LICENSE_FONT'), join(data, 'noto-sans-sc-licence.txt')),
  ])
}

/** A reader never meets half a file, not even while two builds run. */
async function writeWhole(path, text) {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, text)
  await rename(draft, path).catch(async (error) => {
    await rm(draft, { force: true })
    throw error
  })
}
