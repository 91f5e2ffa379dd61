import { afterEach, describe, expect, it } from 'vitest'

import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const STATES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'unknown', 'cancelled']
let folder: string | undefined

afterEach(async () => {
  if (folder !== undefined) await removeFolder(folder)
})

describe('a gateway that is killed', () => {
  it('knows every job its callers heard of, and finishes what it was drawing', async () => {
    const first = await startGateway()
    folder = first.dataFolder
    const heard = await Promise.all(Array.from({ length: 20 }, (_, number) => submit(first, number)))
    await running(first)
    await first.kill()

    const second = await startGateway({ dataFolder: folder })
    const found = await Promise.all(heard.map((id) => jobOf(second, id)))
    expect(found.map((job) => job.id)).toEqual(heard)
    expect(found.every((job) => STATES.includes(job.status))).toBe(true)

    const ended = await Promise.all(heard.map((id) => end(second, id)))
    await second.stop()
    expect(ended.map((job) => [job.status, job.images.length])).toEqual(heard.map(() => ['succeeded', 1]))
  })
})

async function submit(gateway: StartedGateway, number: number): Promise<string> {
  const body = { prompt: `a fox number ${number}`, model: 'seedream-4.0', size: '1K' }
  const response = await gateway.post('/v1/images/generations', body, { prefer: 'respond-async' })
  return (await response.json()).id
}

/** Resolves when at least one job is being drawn and at least one is not finished. */
async function running(gateway: StartedGateway): Promise<void> {
  for (;;) {
    const { data } = await (await gateway.get('/v1/jobs?status=running&limit=1')).json()
    if (data.length > 0) return
    const queued = await (await gateway.get('/v1/jobs?status=queued&limit=1')).json()
    expect(queued.data.length).toBeGreaterThan(0)
  }
}

async function jobOf(gateway: StartedGateway, id: string) {
  return (await gateway.get(`/v1/jobs/${id}`)).json()
}

/** The job once it has finished: its event stream ends then. */
async function end(gateway: StartedGateway, id: string) {
  await (await gateway.get(`/v1/jobs/${id}/events`)).text()
  return jobOf(gateway, id)
}
