/**
 * Contact sheets and a grade form, or the figures of a filled form.
 *
 *   npm run sketch:sheet                                   the development set into sketch-sheets/
 *   npm run sketch:sheet -- out --set packages/sketch/further-set.txt
 *   npm run sketch:sheet -- out --only 3,7-9 --seeds 1 --sizes 1024
 *   npm run sketch:sheet -- --read packages/sketch/grades/development-set.tsv
 *
 * Run the build first. The same build on the same type of machine gives the same sheets.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { contactSheets } from './sheet/contact-sheets.mjs'
import { drawnTiles } from './sheet/drawn-tiles.mjs'
import { blankForm, figuresOf, readForm } from './sheet/form.mjs'
import { readSet, selected } from './sheet/set.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', default: fileURLToPath(new URL('development-set.txt', import.meta.url)) },
    seeds: { type: 'string', default: '1,2,3' },
    sizes: { type: 'string', default: '1024,2048' },
    only: { type: 'string' },
    read: { type: 'string' },
  },
})

if (values.read === undefined) await drawSheets(positionals[0] ?? 'sketch-sheets')
else console.log(figuresOf(readForm(await readFile(values.read, 'utf8'))))

async function drawSheets(folder) {
  const name = basename(values.set).replace(/\.[^.]*$/, '')
  const rows = selected(await readSet(values.set), values.only)
  const seeds = values.seeds.split(',').map(Number)
  await mkdir(folder, { recursive: true })
  for (const size of values.sizes.split(',').map(Number)) {
    const sheets = contactSheets(drawnTiles(rows, { seeds, size }), { columns: seeds.length })
    for await (const { png, at } of sheets) {
      const file = join(folder, `${name}-${size}-${String(at).padStart(2, '0')}.png`)
      await writeFile(file, png)
      console.log(file)
    }
  }
  const form = join(folder, `${name}.tsv`)
  await writeFile(form, blankForm(rows, seeds))
  console.log(form)
}
