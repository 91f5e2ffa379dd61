import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { pictureServer } from './picture-server.ts'
import type { PictureServer } from './picture-server.ts'
import { S1, S2, S3, S4, S5_EDITS, S5_GENERATIONS } from './seed-bodies.ts'
import type { Sample } from './seed-bodies.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

let gateway: StartedGateway
let pictures: PictureServer

beforeAll(async () => {
  pictures = await pictureServer()
  gateway = await startGateway({ environment: { DREAMGATE_ALLOW_PRIVATE: '127.0.0.0/8' } })
})
afterAll(async () => {
  await gateway.stop()
  await pictures.close()
  await removeFolder(gateway.dataFolder)
})

describe('every request of the seed documents is answered with pictures', () => {
  pixazo('/byteplus/v1/getTextToImage', [S1], { status: 'succeeded', list: 'images' })
  pixazo('/byteplus/v1/getEditImage', S2, { status: 'succeeded', list: 'results' })
  pixazo('/byteplus/v1/getEditMultiImage', [S3], { status: 'completed', list: 'results' })
  bearer('/v1/images/generations', S4)
  bearer('/v1/images/generations', S5_GENERATIONS)
  bearer('/v1/images/edits', S5_EDITS)
})

function pixazo(
  path: string,
  samples: readonly Sample[],
  poll: { readonly status: string; readonly list: string },
): void {
  for (const sample of samples) {
    it(sample.title, async () => {
      const response = await ask(path, sample, {
        'ocp-apim-subscription-key': gateway.key,
        'cache-control': 'no-cache',
      })
      const answer = await response.json()

      expect([response.status, answer.success]).toEqual([200, true])
      await expectPictures(answer, sample)
      const polled = await polling(answer.job_set_id)
      expect(polled).toMatchObject({ job_set_id: answer.job_set_id, status: poll.status })
      expect(polled[poll.list]).toEqual(answer.data.map(({ url }: { url: string }) => ({ url })))
      expect(polled.completed_at).toBeGreaterThanOrEqual(polled.created_at)
    })
  }
}

function bearer(path: string, samples: readonly Sample[]): void {
  for (const sample of samples) {
    it(sample.title, async () => {
      const response = await ask(path, sample, { authorization: `Bearer ${gateway.key}` })
      const answer = await response.json()

      expect(response.status).toBe(200)
      expect(answer.model).toBe(sample.body('')['model'])
      await expectPictures(answer, sample)
    })
  }
}

async function ask(
  path: string,
  sample: Sample,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(gateway.base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sample.body(pictures.base)),
  })
}

async function polling(jobSetId: string) {
  const response = await fetch(`${gateway.base}/ai-model-api-polling/getGenerationResults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ocp-apim-subscription-key': gateway.key },
    body: JSON.stringify({ job_set_id: jobSetId }),
  })
  expect(response.status).toBe(200)
  return response.json()
}

interface Answer {
  readonly created: number
  readonly data: readonly { readonly url: string; readonly size: string }[]
  readonly usage: Readonly<Record<string, number>>
}

async function expectPictures(answer: Answer, sample: Sample): Promise<void> {
  const [width = 0, height = 0] = sample.size.split('x').map(Number)
  const tokens = Math.round((sample.count * width * height) / 256)
  expect(answer.data.map(({ size }) => size)).toEqual(Array(sample.count).fill(sample.size))
  expect(answer.usage).toMatchObject({
    generated_images: sample.count,
    output_tokens: tokens,
    total_tokens: tokens,
  })
  expect(answer.created).toBeGreaterThan(1_700_000_000)
  for (const { url } of answer.data) {
    const picture = await fetch(url)
    const facts = await sharp(Buffer.from(await picture.arrayBuffer())).metadata()
    expect([picture.headers.get('content-type'), facts.width, facts.height]).toEqual([
      'image/jpeg',
      width,
      height,
    ])
  }
}
