/**
 * The whole test suite: builds, sees to Chromium, runs vitest, and ends with one line `N passed, N failed`.
 * Says plainly what it had to leave out. Arguments are handed to vitest.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const scratch = mkdtempSync(join(tmpdir(), 'dreamgate-test-'))
const report = join(scratch, 'report.json')
const leftOut = []

if (run(process.execPath, [join(root, 'scripts', 'build.mjs')]) !== 0) process.exit(1)
const chromium = findChromium() ?? installChromium()
if (chromium === undefined)
  leftOut.push(
    'the browser journeys: there is no Chromium here and it cannot be installed without superuser rights',
  )

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const status = run(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  ...(chromium !== undefined && { CHROMIUM_PATH: chromium }),
})

const counts = readCounts()
rmSync(scratch, { recursive: true, force: true })
for (const what of leftOut) console.log(`left out: ${what}`)
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exitCode = status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1

function run(command, args, environment = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
    .status
}

function findChromium() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  return known.find((path) => path && existsSync(path))
}

/** From Debian's packages, where there are some and we may. */
function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log(
    'Chromium is not here; installing it from the distribution’s packages for the browser journeys …',
  )
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)
  return findChromium()
}

function readCounts() {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const brokenFiles = numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : 0
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests }
}
