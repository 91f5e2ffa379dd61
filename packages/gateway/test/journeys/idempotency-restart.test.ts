import { describe, expect, it, onTestFinished } from 'vitest'

import { arkUpstream } from '../upstream/ark-upstream.ts'
import { gate } from '../upstream/behaviour.ts'
import { freshFolder, removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const PATH = '/v1/images/generations'
const TWENTY = 20

describe('after kill -9 and a new start, twenty identical requests at once with the Idempotency-Key', () => {
  it('find what became of the first one, whatever state it was in, and buy nothing again', async () => {
    const { upstream, start } = await machine()
    const brush = gate()
    const first = await start()
    const before = await (await ask(first, 'finished')).text()
    upstream.results.kill()
    await accepted(first, 'ticketed')
    await inState(first, 'waiting')
    upstream.next({ kind: 'draw', gate: brush })
    await accepted(first, 'asked')
    await upstream.received(3)
    await accepted(first, 'queued')
    await first.kill()
    upstream.results.revive()

    const second = await start()
    const [finished, ticketed, asked, queued, other] = await Promise.all([
      twenty(second, 'finished'),
      twenty(second, 'ticketed'),
      twenty(second, 'asked'),
      twenty(second, 'queued'),
      second.post(PATH, { ...bodyOf('finished'), prompt: 'something else' }, headersOf('finished')),
    ])

    expect(finished).toEqual([`200 ${before}`])
    expect(ticketed).toEqual([expect.stringMatching(/^200 .*\/i\/img_/)])
    expect(asked).toEqual([expect.stringMatching(/^502 .*outcome_unknown/)])
    expect(queued).toEqual([expect.stringMatching(/^200 .*\/i\/img_/)])
    expect(other.status).toBe(422)
    expect(upstream.requests.map(({ body }) => (body as { readonly prompt: string }).prompt)).toEqual([
      'finished',
      'ticketed',
      'asked',
      'queued',
    ])
  })
})

/** A data folder and an Ark; gateways on it work on one job at a time and give addresses of one name. */
async function machine() {
  const upstream = await arkUpstream({ smallPictures: true })
  const dataFolder = await freshFolder()
  const running: StartedGateway[] = []
  onTestFinished(async () => {
    await Promise.all(running.map((gateway) => gateway.kill()))
    await upstream.close()
    await removeFolder(dataFolder)
  })
  const environment = {
    ARK_API_KEY: upstream.apiKey,
    ARK_BASE_URL: upstream.baseUrl,
    DREAMGATE_CONCURRENCY: '1',
    DREAMGATE_PUBLIC_URL: 'https://pictures.example',
  }
  const start = async (): Promise<StartedGateway> => {
    const gateway = await startGateway({ dataFolder, environment })
    running.push(gateway)
    return gateway
  }
  return { upstream, start }
}

function bodyOf(prompt: string) {
  return { model: 'seedream-4-0-250828', size: '1K', prompt }
}

function headersOf(prompt: string) {
  return { 'idempotency-key': `order-${prompt}` }
}

function ask(gateway: StartedGateway, prompt: string, headers = {}): Promise<Response> {
  return gateway.post(PATH, bodyOf(prompt), { ...headersOf(prompt), ...headers })
}

async function accepted(gateway: StartedGateway, prompt: string): Promise<void> {
  expect((await ask(gateway, prompt, { prefer: 'respond-async' })).status).toBe(202)
}

/** The different answers among twenty. */
async function twenty(gateway: StartedGateway, prompt: string): Promise<readonly string[]> {
  const answers = await Promise.all(
    Array.from({ length: TWENTY }, async () => {
      const answer = await ask(gateway, prompt)
      return `${answer.status} ${await answer.text()}`
    }),
  )
  return [...new Set(answers)]
}

async function inState(gateway: StartedGateway, status: string): Promise<void> {
  for (;;) {
    const { data } = await (await gateway.get(`/v1/jobs?status=${status}`)).json()
    if (data.length > 0) return
  }
}
