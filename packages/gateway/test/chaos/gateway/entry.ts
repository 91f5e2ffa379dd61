import { writeSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { ensureAdminKey } from '../../../src/app/keys.ts'
import { log } from '../../../src/cli/log.ts'
import { clock, compose, openStores } from '../../../src/compose.ts'
import { config } from '../../../src/config/config.ts'
import { crashingStores } from './crashing-stores.ts'
import { fate } from './fate.ts'
import type { Fate } from './fate.ts'
import { DRIVER_FD, lastWords, SYNCS } from './orders.ts'
import type { CrashOrder, Orders } from './orders.ts'
import { commitPoints } from './power/commits.ts'
import { cutPower } from './power/power-cut.ts'
import { watchSyncs } from './power/unsynced.ts'

/** Serves as `dreamgate serve` does, over stores that may be the end of it. Orders come as JSON in the first argument. */
async function serve(orders: Orders): Promise<void> {
  const settings = await config(process.env)
  const database = join(settings.dataFolder, 'dreamgate.sqlite')
  const unsynced = watchSyncs({
    folder: settings.dataFolder,
    forgets: (kind) => orders.without.includes(SYNCS[kind]),
  })
  const fated: Fate = fate(orders, { tell, die: (point, order) => die(point, order) })
  const diskLog = commitPoints(database, fated)

  function die(point: string, { powerCut }: CrashOrder): void {
    const certainLogBytes = orders.without.includes(SYNCS.records) ? 0 : diskLog.certainBytes
    if (powerCut !== undefined) cutPower({ folder: settings.dataFolder, unsynced, certainLogBytes }, powerCut)
    tell(lastWords({ point, folder: powerCut?.folder }))
    process.kill(process.pid, 'SIGKILL')
  }

  process.once('disconnect', () => process.exit(1))
  process.on('message', (message: { readonly crash?: CrashOrder }) => fated.order(message.crash))
  const gateway = await compose(settings, log, crashingStores(await openStores(settings), fated))
  await ensureAdminKey({ keys: gateway.context.records.keys, clock }, settings.adminKey)
  await gateway.app.listen({ host: settings.host, port: settings.port })
  const { port } = gateway.app.server.address() as AddressInfo
  process.send?.({ ready: `http://127.0.0.1:${port}` })
  await new Promise((resolve) => process.once('SIGTERM', resolve))
  await gateway.close(settings.graceSeconds * 1000)
  process.exit(0)
}

function tell(line: string): void {
  writeSync(DRIVER_FD, `${line}\n`)
}

await serve(JSON.parse(process.argv[2] ?? '') as Orders)
