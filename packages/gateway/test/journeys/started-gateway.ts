import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
export const ADMIN_KEY = 'dg_a-fixed-admin-key-for-the-journeys'

/** A real `dreamgate serve` in a process of its own, on a free port, with a data folder of its own. */
export interface StartedGateway {
  readonly base: string
  readonly key: string
  readonly dataFolder: string
  readonly process: ChildProcess
  /** Everything it said on standard output before and after it was ready. */
  readonly lines: readonly string[]
  readonly errors: () => string
  /** SIGTERM, and it has ended when this resolves. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
}

export interface StartOptions {
  readonly dataFolder?: string
  /** undefined lets the gateway make an admin key, as at a person's first start. */
  readonly adminKey?: string | undefined
  readonly environment?: Readonly<Record<string, string>>
}

export async function startGateway(options: StartOptions = {}): Promise<StartedGateway> {
  const { dataFolder = await freshFolder(), adminKey = ADMIN_KEY, environment = {} } = options
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: dataFolder,
    env: {
      PATH: process.env['PATH'],
      DREAMGATE_PORT: '0',
      DREAMGATE_DATA: join(dataFolder, 'data'),
      DREAMGATE_ADMIN_KEY: adminKey,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const lines: string[] = []
  const base = await readyAt(child, lines).catch((error: Error) => {
    throw new Error(`${error.message}\n${errors}`)
  })
  const headers = { authorization: `Bearer ${adminKey}` }
  return {
    base,
    key: adminKey,
    dataFolder,
    process: child,
    lines,
    errors: () => errors,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    post: (path, body, more) =>
      fetch(base + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', ...more },
        body: JSON.stringify(body),
      }),
    get: (path, more) => fetch(base + path, { headers: { ...headers, ...more } }),
  }
}

export async function freshFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dreamgate-journey-'))
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

async function readyAt(child: ChildProcess, lines: string[]): Promise<string> {
  if (child.stdout === null) throw new Error('the gateway has no standard output')
  const reader = createInterface({ input: child.stdout })
  const first = new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line)
      if (lines.length === 2) resolve(lines[0] ?? '')
    })
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code} before it was ready`)))
  })
  const base = /^Dreamgate is ready at (http:\/\/\S+)$/.exec(await first)?.[1]
  if (base === undefined) throw new Error(`the first line out was ${JSON.stringify(lines[0])}`)
  return base
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
