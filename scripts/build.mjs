/** Builds every package, in the order in which they need each other. Quick enough to run before each test. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

for (const name of ['sketch', 'client', 'console', 'gateway']) {
  const script = join(root, 'packages', name, 'build.mjs')
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
