/** Checks the arrows of .dependency-cruiser.cjs, and that the checker saw every source file. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = ['gateway', 'sketch', 'client', 'console'].flatMap((name) => [
  `packages/${name}/src`,
  `packages/${name}/test`,
])

const sources = FOLDERS.flatMap((folder) => typescriptIn(folder))
const folders = FOLDERS.filter((folder) => typescriptIn(folder).length > 0)
const depcruise = join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [depcruise, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
)
if (!stdout) fail(stderr || `dependency-cruiser ended with ${status} and said nothing`)

const { modules, summary } = JSON.parse(stdout)
const seen = new Set(modules.map((module) => module.source))
const unseen = sources.filter((file) => !seen.has(file))
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`)
if (unseen.length > 0) fail(`the checker did not see ${unseen.length} files, the first is ${unseen[0]}`)
if (summary.violations.length > 0) fail(`${summary.violations.length} arrows point the wrong way`)
console.log(`arrows: ${sources.length} modules, every one seen, no violation`)

function typescriptIn(folder) {
  try {
    return readdirSync(folder, { recursive: true })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
  } catch {
    return []
  }
}

function fail(message) {
  console.error(`arrows: ${message}`)
  process.exit(1)
}
