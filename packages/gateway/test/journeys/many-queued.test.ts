import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'

import { describe, expect, it, onTestFinished } from 'vitest'

import { arrivals } from '../upstream/behaviour.ts'
import { loopback } from '../upstream/loopback.ts'
import { countJobs, queueJobs } from './queued-jobs.ts'
import { plainPicture } from './sent-pictures.ts'
import { freshFolder, removeFolder, startGateway } from './started-gateway.ts'

/** Jobs that a gateway works on at once; they are asked for in any order. */
const AT_WORK = 64

describe('a gateway that starts with many jobs in line', () => {
  it('has lost none of 10,000 when it is killed, works on the oldest first, and answers who comes meanwhile', async () => {
    const { upstream, dataFolder, start } = await machine()
    const ids = await queueJobs(dataFolder, { count: 10_000, engine: 'openai' })

    const gateway = await start()
    await upstream.received(1)
    const body = { model: 'seedream-4-0-250828', size: '1K', prompt: 'who comes meanwhile' }
    const answer = await gateway.post('/v1/images/generations', body)
    const stillInLine = ids.length - upstream.all.length
    await gateway.kill()

    expect(gateway.lines[0]).toMatch(/^Dreamgate is ready at /)
    expect(answer.status).toBe(200)
    expect(stillInLine).toBeGreaterThan(5000)
    const asked = upstream.all.filter((prompt) => prompt !== 'who comes meanwhile')
    expect(ids.slice(0, asked.length + AT_WORK)).toEqual(expect.arrayContaining(asked))
    expect(await countJobs(dataFolder)).toBe(10_001)
  })

  it('finishes all of them, across a restart in their midst, and asks for each once', async () => {
    const { upstream, dataFolder, start } = await machine()
    const ids = await queueJobs(dataFolder, { count: 200, engine: 'openai' })

    const first = await start()
    await upstream.received(50)
    await first.stop()
    const second = await start()
    await upstream.received(ids.length)
    await second.stop()

    expect(await countJobs(dataFolder, 'succeeded')).toBe(ids.length)
    expect(upstream.all.toSorted()).toEqual(ids)
  })
})

/** A data folder, and an upstream that draws without delay; gateways on them. */
async function machine() {
  const upstream = arrivals<string>()
  const picture = await plainPicture('jpeg', { width: 16, height: 16 })
  const answer = JSON.stringify({ created: 1, data: [{ b64_json: picture.toString('base64') }] })
  const port = await loopback(async (request, response) => {
    upstream.add(((await json(request)) as { readonly prompt: string }).prompt)
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  const folder = await freshFolder()
  onTestFinished(async () => {
    await port.close()
    await removeFolder(folder)
  })
  await writeFile(
    join(folder, 'dreamgate.yaml'),
    `engines: [{ type: openai, base_url: '${port.origin}/v1' }]\n`,
  )
  const start = async () => {
    const gateway = await startGateway({ dataFolder: folder })
    onTestFinished(() => gateway.kill())
    return gateway
  }
  return { upstream, dataFolder: join(folder, 'data'), start }
}
