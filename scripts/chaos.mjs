/**
 * The crash test: kills a real gateway again and again while a thousand callers order pictures from it, and says whether
 * anything was lost or bought twice. `npm run chaos -- --help` lists its options; docs/operator.md tells what it shows.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'esbuild'

const gateway = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'gateway')
const cache = join(gateway, 'node_modules', '.cache')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, 'chaos-driver-'))
const driver = join(folder, 'driver.mjs')
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

await build({
  entryPoints: [join(gateway, 'test', 'chaos', 'run', 'main.ts')],
  outfile: driver,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
})
const { main } = await import(pathToFileURL(driver).href)
process.exitCode = await main(process.argv.slice(2), gateway)
