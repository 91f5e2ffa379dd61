import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port below those from which connections are made (32768 and up on Linux): while nobody listens, a caller that
 * tries again and again could else be given the very port as its own, and talk to itself.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(12_000, 32_000)
  return (await isFree(port)) ? port : freePort()
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
