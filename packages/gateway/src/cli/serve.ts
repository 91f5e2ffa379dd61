import type { AddressInfo } from 'node:net'

import { ensureAdminKey } from '../app/keys.ts'
import { clock, compose, openStores } from '../compose.ts'
import type { Gateway } from '../compose.ts'
import type { Config } from '../config/config.ts'
import { log } from './log.ts'

/** Serves until SIGTERM or SIGINT. The first line out is stable: scripts wait for it. */
export async function serve(config: Config): Promise<void> {
  const gateway = await compose(config, log, await openStores(config))
  const secret = await ensureAdminKey({ keys: gateway.context.records.keys, clock }, config.adminKey)
  await gateway.app.listen({ host: config.host, port: config.port })
  const base = addressOf(gateway, config)
  const link = secret === undefined ? `${base}/` : `${base}/#key=${secret}`
  process.stdout.write(`Dreamgate is ready at ${base}\nConsole: ${link}\n`)
  if (secret !== undefined) process.stdout.write(`Admin key, shown this once: ${secret}\n`)
  await signalled()
  await gateway.close(config.graceSeconds * 1000)
}

function addressOf({ app }: Gateway, { host }: Config): string {
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Resolves at the first signal; a second one ends the process at once. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })
}
