import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { arkUpstream } from '../upstream/ark-upstream.ts'
import { gate } from '../upstream/behaviour.ts'
import { openaiUpstream } from '../upstream/openai-upstream.ts'
import { freshFolder, removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const PATH = '/v1/images/generations'
const SKETCH = '  - type: sketch'

describe('an engine that the operator takes away', () => {
  it('leaves what it sold to be fetched when it is back, and nothing else to wait for', async () => {
    const upstream = await arkUpstream({ smallPictures: true })
    onTestFinished(upstream.close)
    const { start } = await machine()
    const ark = `  - { type: ark, api_key: ${upstream.apiKey}, base_url: '${upstream.baseUrl}' }\n${SKETCH}`

    const first = await start(ark)
    upstream.results.kill()
    const ticketed = await accepted(first, { prompt: 'bought, not fetched' })
    await inState(first, ticketed, 'waiting')
    upstream.next({ kind: 'draw', gate: gate() })
    const asked = await accepted(first, { prompt: 'asked for' })
    await upstream.received(2)
    const inLine = await accepted(first, { prompt: 'in line' })
    await first.kill()
    upstream.results.revive()

    const without = await start(SKETCH)
    const [unknown, failed] = [await ended(without, asked), await ended(without, inLine)]
    const waiting = await jobOf(without, ticketed)
    await without.kill()
    const again = await start(ark)
    const succeeded = await ended(again, ticketed)

    expect(unknown).toMatchObject({ status: 'unknown', reserved_usd: '0.03' })
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'upstream_unavailable' },
      reserved_usd: '0.00',
    })
    expect(waiting).toMatchObject({ status: 'waiting', reserved_usd: '0.03' })
    expect(succeeded).toMatchObject({ status: 'succeeded', cost_usd: '0.03', reserved_usd: '0.00' })
    expect(upstream.requests).toHaveLength(2)
  })
})

describe('an engine whose pictures_per_call the operator changes', () => {
  it('is asked for an unfinished job as that was cut before', async () => {
    const upstream = await openaiUpstream({ smallPictures: true })
    onTestFinished(upstream.close)
    const { start } = await machine()
    const engine = (pictures: number): string =>
      `  - { type: openai, api_key: ${upstream.apiKey}, base_url: '${upstream.baseUrl}', pictures_per_call: ${pictures} }`

    const first = await start(engine(2))
    const noRoom = { kind: 'refuse', status: 429, code: 'rate_limit_exceeded' } as const
    upstream.next(noRoom, noRoom)
    const id = await accepted(first, { prompt: 'four foxes', n: 4 })
    await upstream.received(2)
    await inState(first, id, 'queued')
    await first.kill()
    const job = await ended(await start(engine(4)), id)

    expect([job.status, job.images.length]).toEqual(['succeeded', 4])
    expect(upstream.requests.map(({ fields }) => fields['n'])).toEqual([2, 2, 2, 2])
    expect(upstream.bill).toEqual({ calls: 2, pictures: 4 })
  })
})

/** A data folder whose gateways work on one job at a time; `start` takes the engines as in `dreamgate.yaml`. */
async function machine() {
  const dataFolder = await freshFolder()
  const started: StartedGateway[] = []
  onTestFinished(async () => {
    await Promise.all(started.map((gateway) => gateway.kill()))
    await removeFolder(dataFolder)
  })
  const start = async (engines: string): Promise<StartedGateway> => {
    await writeFile(join(dataFolder, 'dreamgate.yaml'), `engines:\n${engines}\n`)
    const gateway = await startGateway({ dataFolder, environment: { DREAMGATE_CONCURRENCY: '1' } })
    started.push(gateway)
    return gateway
  }
  return { start }
}

async function accepted(gateway: StartedGateway, wish: object): Promise<string> {
  const body = { model: 'seedream-4-0-250828', size: '1K', ...wish }
  const answer = await gateway.post(PATH, body, { prefer: 'respond-async' })
  return (await answer.json()).id
}

async function jobOf(gateway: StartedGateway, id: string) {
  return (await gateway.get(`/v1/jobs/${id}`)).json()
}

async function inState(gateway: StartedGateway, id: string, status: string): Promise<void> {
  while ((await jobOf(gateway, id)).status !== status);
}

/** The job once it has finished: its event stream ends then. */
async function ended(gateway: StartedGateway, id: string) {
  await (await gateway.get(`/v1/jobs/${id}/events`)).text()
  return jobOf(gateway, id)
}
