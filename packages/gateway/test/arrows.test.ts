import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const RULES = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as {
  readonly forbidden: readonly { readonly name: string }[]
  readonly required: readonly { readonly name: string }[]
}

/** For each rule a file that breaks it, and what it imports. */
const BREACHES: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'core-knows-nobody': ['gateway/src/core/a.ts', 'gateway/src/lib/leaf.ts'],
  'app-knows-core': ['gateway/src/app/a.ts', 'gateway/src/server/s.ts'],
  'server-knows-app-and-core': ['gateway/src/server/a.ts', 'gateway/src/dialects/one/d.ts'],
  'edges-know-core': ['gateway/src/media/a.ts', 'gateway/src/app/b.ts'],
  'siblings-are-strangers': ['gateway/src/engines/one/e.ts', 'gateway/src/engines/two/e.ts'],
  'rows-are-data': ['gateway/src/models/row.ts', 'gateway/src/lib/leaf.ts'],
  'only-compose-composes': ['gateway/src/cli/a.ts', 'gateway/src/blobs/b.ts'],
  'lib-is-a-leaf': ['gateway/src/lib/a.ts', 'gateway/src/core/c.ts'],
  'no-cycles': ['gateway/src/config/a.ts', 'gateway/src/config/b.ts'],
  'no-test-in-production': ['gateway/src/cli/b.ts', 'gateway/test/t.ts'],
  'sketch-stands-alone': ['sketch/src/a.ts', 'gateway/src/core/c.ts'],
  'client-has-no-dependencies': ['client/src/a.ts', 'sketch/src/b.ts'],
  'console-talks-through-the-client': ['console/src/a.ts', 'gateway/src/core/c.ts'],
}

/** For each rule a test that does not import what it must. */
const OMISSIONS: Readonly<Record<string, string>> = {
  'blob-stores-keep-the-contract': 'gateway/src/blobs/new.test.ts',
  'records-keep-the-contract': 'gateway/src/records/new-records.test.ts',
  'engines-keep-the-contract': 'gateway/src/engines/new/new-engine.test.ts',
}

let folder: string
let broken: ReadonlySet<string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dreamgate-arrows-'))
  await cp(join(ROOT, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'))
  await cp(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  for (const [file, imported] of Object.values(BREACHES)) await write(file, imported)
  await write('gateway/src/config/b.ts', 'gateway/src/config/a.ts')
  for (const file of Object.values(OMISSIONS)) await write(file, undefined)
  broken = rulesBrokenIn(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the arrows', () => {
  it.each([...RULES.forbidden, ...RULES.required].map(({ name }) => name))('are held by %s', (name) => {
    expect(Object.keys({ ...BREACHES, ...OMISSIONS })).toContain(name)
    expect([...broken]).toContain(name)
  })
})

async function write(file: string, imported: string | undefined): Promise<void> {
  const path = join(folder, 'packages', file)
  await mkdir(dirname(path), { recursive: true })
  if (imported === undefined) {
    await writeFile(path, 'export const lonely = 1\n')
    return
  }
  const target = join(folder, 'packages', imported)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, 'export const here = 1\n', { flag: 'a' })
  const up = '../'.repeat(file.split('/').length - 1)
  await writeFile(path, `import { here } from '${up}${imported}'\nexport const used = here\n`, { flag: 'a' })
}

function rulesBrokenIn(cwd: string): ReadonlySet<string> {
  const packages = ['gateway', 'sketch', 'client', 'console'].map((name) => `packages/${name}`)
  const args = [DEPCRUISE, ...packages, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  const { summary } = JSON.parse(stdout) as {
    readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] }
  }
  return new Set(summary.violations.map(({ rule }) => rule.name))
}
