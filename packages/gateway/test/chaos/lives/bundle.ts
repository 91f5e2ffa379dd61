import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'esbuild'
import type { Plugin } from 'esbuild'

export interface Bundle {
  /** A script that node can run. */
  readonly path: string
  remove(): Promise<void>
}

/** What was written for CommonJS asks for these; in an ES module they must be made. */
const COMMONJS = [
  "import { createRequire as __createRequire } from 'node:module'",
  'const require = __createRequire(import.meta.url)',
].join('\n')

/** The gateway with its crash points, in a place from which node finds the packages that cannot be bundled. */
export async function bundledGateway(packageFolder: string): Promise<Bundle> {
  const { dependencies } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const cache = join(packageFolder, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'chaos-'))
  const path = join(folder, 'gateway.mjs')
  await build({
    entryPoints: [join(packageFolder, 'test', 'chaos', 'gateway', 'entry.ts')],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: Object.keys(dependencies),
    logLevel: 'warning',
    plugins: [watchedBinding(packageFolder)],
    banner: { js: COMMONJS },
  })
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** The one place where the gateway's own code is replaced: SQLite's commits are seen by nobody else. */
function watchedBinding(packageFolder: string): Plugin {
  const records = join(packageFolder, 'src', 'records')
  const path = join(packageFolder, 'test', 'chaos', 'gateway', 'power', 'watched-binding.ts')
  return {
    name: 'watched-binding',
    setup: (plugin) => {
      plugin.onResolve({ filter: /\/binding\.ts$/ }, ({ importer }) =>
        importer.startsWith(records) ? { path } : undefined,
      )
    },
  }
}
