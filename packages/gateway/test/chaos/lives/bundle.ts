import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'esbuild'
import type { Plugin } from 'esbuild'

import { scratch } from './scratch.ts'

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
  const folder = await scratch(join(cache, 'chaos-'))
  await build({
    entryPoints: [join(packageFolder, 'test', 'chaos', 'gateway', 'entry.ts')],
    outdir: folder.path,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // It is started a hundred times: what it seldom needs stays in files of its own, and there is less to parse.
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: Object.keys(dependencies),
    logLevel: 'warning',
    plugins: [watchedBinding(packageFolder)],
    banner: { js: COMMONJS },
  })
  return { path: join(folder.path, 'entry.mjs'), remove: () => folder.remove() }
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
