import { createByteDance } from '@ai-sdk/bytedance'
import { APICallError, generateImage } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { gate } from '../upstream/behaviour.ts'
import { arkGateway } from './ark-gateway.ts'
import { plainPicture, sizeOfBytes } from './sent-pictures.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const SMALL = 'seedream-4-0-250828'

let gateway: StartedGateway
let bytedance: ReturnType<typeof createByteDance>

beforeAll(async () => {
  gateway = await startGateway()
  bytedance = createByteDance({ baseURL: `${gateway.base}/api/v3`, apiKey: gateway.key })
})
afterAll(async () => {
  await gateway.stop()
  await removeFolder(gateway.dataFolder)
})

describe('the AI SDK with its ByteDance provider', () => {
  it('gets a picture of the size asked for, as a size and as a tier', async () => {
    const exact = await generateImage({
      model: bytedance.image('seedream-5-0-260128'),
      prompt: 'a lighthouse at night',
      size: '2304x1728',
    })
    const tier = await generateImage({
      model: bytedance.image(SMALL),
      prompt: 'a lighthouse at night',
      providerOptions: { bytedance: { size: '2K', watermark: false } },
    })

    expect(await sizeOfBytes(exact.image.uint8Array)).toBe('2304x1728')
    expect(await sizeOfBytes(tier.image.uint8Array)).toBe('2048x2048')
    expect(exact.image.mediaType).toBe('image/jpeg')
  })

  it('gets three different pictures for n: 3, which it asks for one by one and all at once', async () => {
    const { images } = await generateImage({
      model: bytedance.image(SMALL),
      prompt: 'a fox asked for three times',
      size: '1024x1024',
      n: 3,
    })

    expect(new Set(images.map(({ base64 }) => base64)).size).toBe(3)
    expect(await jobsAbout('asked for three times')).toHaveLength(3)
  })

  it('gets the pictures of a sequence in one answer', async () => {
    const answer = await bytedance.image(SMALL).doGenerate({
      prompt: 'three scenes of a fox',
      n: 1,
      size: '1024x1024',
      aspectRatio: undefined,
      seed: undefined,
      files: undefined,
      mask: undefined,
      providerOptions: { bytedance: { sequentialImageGeneration: 'auto', maxImages: 3 } },
    })

    expect(answer.images).toHaveLength(3)
  })

  it('sends pictures along, one or several', async () => {
    const [red, blue] = await Promise.all([picture('#aa3333'), picture('#3333aa')])
    const size = '1024x1024'
    await generateImage({ model: bytedance.image(SMALL), size, prompt: { text: 'one file', images: [red] } })
    const two = await generateImage({
      model: bytedance.image(SMALL),
      size,
      prompt: { text: 'two files', images: [red, blue] },
    })

    expect(await sizeOfBytes(two.image.uint8Array)).toBe('1024x1024')
    const jobs = [...(await jobsAbout('one file')), ...(await jobsAbout('two files'))]
    expect(jobs.map(({ operation }) => operation)).toEqual(['edit', 'edit'])
  })

  it('reads our refusals as the vendor’s, and does not repeat them', async () => {
    const failure = await generateImage({
      model: bytedance.image('seedream-5-0-260128'),
      prompt: 'a picture too small to be made',
      size: '512x512',
    }).catch((error: unknown) => error)

    expect(APICallError.isInstance(failure)).toBe(true)
    expect(failure).toMatchObject({
      statusCode: 400,
      isRetryable: false,
      message: expect.stringContaining('1920x1920'),
      data: { error: { code: 'InvalidParameter' } },
    })
    expect(await jobsAbout('too small to be made')).toEqual([])
  })

  it('says who it is, or hears 401 in the vendor’s words', async () => {
    const stranger = createByteDance({ baseURL: `${gateway.base}/api/v3`, apiKey: 'dg_nobody' })
    const failure = generateImage({ model: stranger.image(SMALL), prompt: 'a fox', size: '1024x1024' })

    await expect(failure).rejects.toMatchObject({
      statusCode: 401,
      data: { error: { code: 'AuthenticationError' } },
    })
  })

  it('joins its own job when it tries again, which it does without saying so', async () => {
    const { upstream, gateway: ark } = await arkGateway()
    const drawing = gate()
    upstream.otherwise({ kind: 'draw', gate: drawing })
    let tries = 0
    const lossy: typeof fetch = async (input, init) => {
      const answer = fetch(input, init)
      tries += 1
      if (tries > 1) {
        await ark.get('/v1/jobs')
        drawing.open()
        return answer
      }
      answer.catch(() => undefined)
      await upstream.received(1)
      throw new TypeError('fetch failed', { cause: new Error('the connection was cut') })
    }
    const client = createByteDance({ baseURL: `${ark.base}/api/v3`, apiKey: ark.key, fetch: lossy })
    const { images } = await generateImage({
      model: client.image(SMALL),
      prompt: 'a fox whose caller was cut off',
      size: '1024x1024',
    })

    expect([images.length, tries]).toEqual([1, 2])
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('keeps the good pictures of a sequence in which one failed, when told that it cannot read failures', async () => {
    const { upstream, gateway: ark } = await arkGateway()
    upstream.next({ kind: 'draw', failures: { 1: 'OutputImageSensitiveContentDetected' } })
    const headers = { 'x-dreamgate-failed-items': 'omit' }
    const client = createByteDance({ baseURL: `${ark.base}/api/v3`, apiKey: ark.key, headers })
    const { images } = await generateImage({
      model: client.image(SMALL),
      prompt: 'three scenes of a fox',
      providerOptions: { bytedance: { sequentialImageGeneration: 'auto', maxImages: 3 } },
    })

    expect(images).toHaveLength(2)
    expect(upstream.bill.calls).toBe(1)
  })
})

async function picture(background: string): Promise<Uint8Array> {
  return plainPicture('png', { width: 640, height: 480, background })
}

async function jobsAbout(words: string) {
  const { data } = await (await gateway.get(`/v1/jobs?q=${encodeURIComponent(words)}`)).json()
  return data as readonly { readonly operation: string }[]
}
