import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'

import { readLastWords } from '../gateway/orders.ts'
import type { CrashOrder, LastWords, Orders } from '../gateway/orders.ts'

/** One run of the gateway's process, from its start to its end. */
export interface Life {
  /** Its address; rejects when it ends before it serves. */
  readonly ready: Promise<string>
  /** Resolves when the process is gone and all it said has been heard. */
  readonly death: Promise<Death>
  /** Replaces what was ordered before. */
  order(crash: CrashOrder | undefined): void
  /** SIGKILL, here and now. */
  kill(): void
  /** SIGTERM. */
  stop(): void
}

export interface Death {
  /** undefined: it was killed from outside, or ended by itself. */
  readonly lastWords: LastWords | undefined
  /** undefined when it was killed. */
  readonly exitCode: number | undefined
  /** Last lines of what it said on standard error. */
  readonly complaints: string
}

export interface Birth {
  readonly script: string
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly orders: Orders
  /** What is on disk now: `asks.asked job_… 0`. */
  readonly onAcknowledged: (line: string) => void
}

const KEPT_COMPLAINTS = 4000

export function life({ script, folder, environment, orders, onAcknowledged }: Birth): Life {
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
  })
  let lastWords: LastWords | undefined
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-KEPT_COMPLAINTS)
  })
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    lastWords = readLastWords(line)
    if (lastWords === undefined) onAcknowledged(line)
  })
  const death = new Promise<Death>((resolve) => {
    child.once('close', (code) => resolve({ lastWords, exitCode: code ?? undefined, complaints }))
  })
  const ready = readyAt(child, death)
  ready.catch(() => undefined)
  return {
    ready,
    death,
    order: (crash) => {
      if (child.connected) child.send({ crash }, () => undefined)
    },
    kill: () => void child.kill('SIGKILL'),
    stop: () => void child.kill('SIGTERM'),
  }
}

function readyAt(child: ChildProcess, death: Promise<Death>): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { readonly ready: string }).ready))
    void death.then(({ exitCode, complaints }) =>
      reject(new Error(`The gateway ended with ${exitCode ?? 'a kill'} before it served.\n${complaints}`)),
    )
  })
}
