import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { openaiUpstream } from '../upstream/openai-upstream.ts'
import { openaiOf, paidGateway } from './paid-gateway.ts'
import type { PaidGateway } from './paid-gateway.ts'

const PATH = '/v1/images/generations'
const PICTURE = { model: 'seedream-4-0-250828', prompt: 'a fox at dawn', size: '1K' }

describe('an upstream at whose address nobody listens', () => {
  it('is asked once it is there, within the caller’s wait, and sells one picture', async () => {
    const { upstream, gateway, appear } = await absent({ unreachableWindowMs: 20_000 })
    const waiting = gateway.post(PATH, PICTURE)
    await triedInVain(gateway)
    appear()

    const answer = await waiting
    expect([answer.status, (await gateway.jobOf(answer)).status]).toEqual([200, 'succeeded'])
    expect([upstream.requests.length, upstream.bill.pictures]).toEqual([1, 1])
  })

  it('is given up at the end of its window: 503, nothing is reserved any more, and one may ask again', async () => {
    const { gateway } = await absent({ unreachableWindowMs: 1500 })

    const answer = await gateway.post(PATH, PICTURE)

    expect([answer.status, answer.headers.get('x-should-retry')]).toEqual([503, null])
    const job = await gateway.jobOf(answer)
    expect([job.status, job.cost_usd, job.reserved_usd]).toEqual(['failed', '0.00', '0.00'])
    expect(job.error?.message).toContain('cannot be reached')
  })

  it('is not tried again for a caller who will have left by then', async () => {
    const { gateway } = await absent({ unreachableWindowMs: 20_000 })

    const answer = await gateway.post(PATH, { ...PICTURE, timeout_seconds: 1 })

    expect([answer.status, (await gateway.jobOf(answer)).status]).toEqual([503, 'failed'])
  })

  it('is asked again for the same Idempotency-Key after it was given up', async () => {
    const { upstream, gateway, appear } = await absent({ unreachableWindowMs: 0 })
    const named = { 'idempotency-key': 'order-7' }
    const first = await gateway.post(PATH, PICTURE, named)
    await appear()
    const second = await gateway.post(PATH, PICTURE, named)

    expect([first.status, second.status, upstream.bill.pictures]).toEqual([503, 200, 1])
  })
})

/** An upstream that is not there before it appears, and a gateway before it. */
async function absent(settings: { readonly unreachableWindowMs: number }) {
  const upstream = await openaiUpstream({ smallPictures: true })
  const { port: behind } = new URL(upstream.baseUrl)
  const door = createServer((line) => {
    const through = connect(Number(behind), '127.0.0.1')
    line.on('error', () => through.destroy()).pipe(through)
    through.on('error', () => line.destroy()).pipe(line)
  })
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}/v1`
  const gateway = await paidGateway([openaiOf({ apiKey: upstream.apiKey, baseUrl })], {
    settings: { firstPauseMs: 1, ...settings },
  })
  onTestFinished(upstream.close)
  onTestFinished(() => void door.close())
  return { upstream, gateway, appear: () => listening(door, port) }
}

/** Nobody listens there, and nobody will soon: the system gives free ports out in turn. */
async function freePort(): Promise<number> {
  const server = createServer()
  await listening(server, 0)
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function listening(server: Server, port: number): Promise<void> {
  await once(server.listen(port, '127.0.0.1'), 'listening')
}

/** Resolves when the newest job was tried and put back. */
async function triedInVain(gateway: PaidGateway): Promise<void> {
  for (;;) {
    const { id } = await gateway.newestJob('queued')
    if (((await gateway.whole.context.records.jobs.find(id))?.attempts ?? 0) > 0) return
  }
}
