import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MOST_MB = 40

/** What an install with Sketch has and one without has not: the package as npm packs it, and resvg. sharp is there anyway. */
export function installSize() {
  const [{ unpackedSize, size }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '-w', 'packages/sketch'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  const resvg = dirname(createRequire(import.meta.url).resolve('@resvg/resvg-js/package.json'))
  const binaries = readdirSync(dirname(resvg)).filter((name) => name.startsWith('resvg-js-'))
  const script = bytesIn(resvg)
  const binary = binaries.reduce((sum, name) => sum + bytesIn(join(dirname(resvg), name)), 0)
  console.log(`@dreamgate/sketch      ${mb(unpackedSize)} unpacked, ${mb(size)} to download`)
  console.log(`@resvg/resvg-js        ${mb(script)}`)
  console.log(`${binaries.join(', ').padEnd(22)} ${mb(binary)}, the binary of this platform`)
  console.log(`together               ${mb(unpackedSize + script + binary)} (at most ${MOST_MB} MB)`)
  const images = join(ROOT, 'node_modules', '@img')
  console.log(
    `not counted: sharp with its platform's binaries, ${mb(bytesIn(images) + bytesIn(join(ROOT, 'node_modules', 'sharp')))}, which the gateway needs without Sketch too`,
  )
}

function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

function mb(bytes) {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}
