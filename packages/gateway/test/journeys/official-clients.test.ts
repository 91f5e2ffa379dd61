import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, toFile } from 'openai'
import type { ImagesResponse } from 'openai/resources/images'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { arkGateway } from './ark-gateway.ts'
import { plainPicture, sizeAt, sizeOfBase64 } from './sent-pictures.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const LITE = 'seedream-5-0-260128'
/** The model with the smallest pictures, where size is not the subject. */
const SMALL = { model: 'seedream-4-0-250828', size: '1K' as '1024x1024' }

let gateway: StartedGateway
let openai: OpenAI

beforeAll(async () => {
  gateway = await startGateway()
  openai = new OpenAI({ baseURL: `${gateway.base}/v1`, apiKey: gateway.key })
})
afterAll(async () => {
  await gateway.stop()
  await removeFolder(gateway.dataFolder)
})

describe('the official OpenAI SDK generates', () => {
  it('pictures at addresses, with what the gateway adds kept by the SDK', async () => {
    const { data: answer, response } = await openai.images
      .generate({ model: LITE, prompt: 'a red bus in the rain', n: 2, size: '2048x2048' as '1024x1024' })
      .withResponse()

    expect(answer).toMatchObject({ model: LITE, usage: { generated_images: 2, input_tokens: 0 } })
    expect(await Promise.all(picturesOf(answer).map(({ url }) => sizeAt(url)))).toEqual(
      Array(2).fill('2048x2048'),
    )
    expect(response.headers.get('x-dreamgate-job')).toMatch(/^job_/)
  })

  it('bytes, in the format and exact size asked for', async () => {
    const answer = await openai.images.generate({
      model: LITE,
      prompt: 'a lighthouse at night',
      size: '2304x1728' as '1024x1024',
      response_format: 'b64_json',
      output_format: 'png',
    })

    const [picture] = picturesOf(answer)
    expect(picture?.url).toBeUndefined()
    expect(
      Buffer.from(picture?.b64_json ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(await sizeOfBase64(picture?.b64_json)).toBe('2304x1728')
  })

  it('from the fields that seed 002 puts in extra_body, which the SDK flattens', async () => {
    const bus = await openai.images.generate({ ...SMALL, prompt: 'a red bus in the rain' })
    const extra = {
      image: [String(bus.data?.[0]?.url)],
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 2 },
      watermark: false,
    }
    const { data: answer, response } = await openai.images
      .generate({ ...SMALL, prompt: 'the same bus in spring and in winter', ...extra })
      .withResponse()

    const job = await jobOf(response)
    expect(picturesOf(answer)).toHaveLength(2)
    expect(job).toMatchObject({ operation: 'edit', request: { watermark: false } })
  })

  it('and hears which of its options were left out', async () => {
    const { response } = await openai.images
      .generate({ ...SMALL, prompt: 'a whale', quality: 'hd', style: 'vivid' })
      .withResponse()

    expect(response.headers.get('x-dreamgate-ignored')).toBe('quality, style')
  })
})

describe('the official OpenAI SDK edits', () => {
  it('one file', async () => {
    const { data: answer, response } = await openai.images
      .edit({ ...SMALL, image: await png('cat.png'), prompt: 'make it night', n: 2 })
      .withResponse()

    expect(picturesOf(answer)).toHaveLength(2)
    expect(await jobOf(response)).toMatchObject({ operation: 'edit' })
  })

  it('several files, in their order', async () => {
    const images = [await png('a.png', '#aa3333'), await png('b.png', '#3333aa'), await png('c.png')]
    const answer = await openai.images.edit({ ...SMALL, image: images, prompt: 'a collage of these' })

    expect(await sizeAt(answer.data?.[0]?.url)).toBe('1024x1024')
  })

  it('and is refused by name when the engine has no masks, rather than edited all over', async () => {
    const refused = openai.images.edit({
      ...SMALL,
      image: await png('cat.png'),
      mask: await png('mask.png'),
      prompt: 'a hat',
    })

    await expect(refused).rejects.toThrow(BadRequestError)
    await expect(refused).rejects.toMatchObject({ status: 400, param: 'mask', code: 'invalid_value' })
  })
})

describe('the official OpenAI SDK streams', () => {
  it('pictures in the words of OpenAI when it asks for partial_images', async () => {
    const stream = await openai.images.generate({
      ...SMALL,
      prompt: 'a fox in the snow',
      stream: true,
      partial_images: 2,
    })
    const events = await allOf(stream)

    const done = events.filter((event) => event.type === 'image_generation.completed')
    expect(done).toHaveLength(1)
    expect(done[0]).toMatchObject({
      size: '1024x1024',
      output_format: 'jpeg',
      usage: { output_tokens: 4096 },
    })
    expect(await sizeOfBase64(done[0]?.b64_json)).toBe('1024x1024')
  })

  it('an edit of a file in the words of OpenAI', async () => {
    const stream = await openai.images.edit({
      ...SMALL,
      image: await png('cat.png'),
      prompt: 'make it winter',
      stream: true,
      partial_images: 0,
    })
    const events = await allOf(stream)

    expect(events.map(({ type }) => type)).toEqual(['image_edit.completed'])
  })

  it('a refusal as an error, not as a stream', async () => {
    const refused = openai.images.generate({ ...SMALL, prompt: '', stream: true, partial_images: 1 })

    await expect(refused).rejects.toMatchObject({ status: 400, param: 'prompt' })
  })

  it('in the words of Ark, past a picture that failed, to the end', async () => {
    const { upstream, gateway: ark } = await arkGateway()
    upstream.next({ kind: 'draw', failures: { 1: 'OutputImageSensitiveContentDetected' } })
    const client = new OpenAI({ baseURL: `${ark.base}/v1`, apiKey: ark.key })
    const story = {
      model: LITE,
      prompt: 'three scenes of a fox',
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 3 },
      stream: true,
    } as const
    const events = await allOf(await client.images.generate(story))

    expect(events.map(({ type }) => type.slice('image_generation.'.length))).toEqual([
      'partial_succeeded',
      'partial_failed',
      'partial_succeeded',
      'completed',
    ])
    expect(events[1]).toMatchObject({
      image_index: 1,
      item_error: { code: 'OutputImageSensitiveContentDetected' },
    })
    expect(events[3]).toMatchObject({ usage: { generated_images: 2 } })
  })
})

describe('the official OpenAI SDK understands what went wrong', () => {
  it('a wrong key is an AuthenticationError', async () => {
    const stranger = new OpenAI({ baseURL: `${gateway.base}/v1`, apiKey: 'dg_nobody' })
    const refused = stranger.images.generate({ prompt: 'a fox' })

    await expect(refused).rejects.toThrow(AuthenticationError)
    await expect(refused).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' })
  })

  it('a wrong size is a BadRequestError that names it and the nearest legal one', async () => {
    const refused = openai.images.generate({ model: LITE, prompt: 'a fox', size: '1024x1024' })

    await expect(refused).rejects.toThrow(BadRequestError)
    await expect(refused).rejects.toMatchObject({
      param: 'size',
      type: 'invalid_request_error',
      requestID: expect.stringMatching(/^req_/),
      message: expect.stringContaining('1920x1920'),
    })
  })

  it('an unknown model and an unknown address are NotFoundErrors', async () => {
    const image = await png('cat.png')
    const model = openai.images.generate({ model: 'seedream-9', prompt: 'a fox' })
    await expect(model).rejects.toThrow(NotFoundError)
    await expect(model).rejects.toMatchObject({ param: 'model', code: 'model_not_found' })

    const address = openai.images.createVariation({ image })
    await expect(address).rejects.toThrow(NotFoundError)
  })

  it('a model it was told of is one it can ask about', async () => {
    const listed = await allOf(openai.models.list())
    const one = await openai.models.retrieve(LITE)

    expect(listed.map(({ id }) => id)).toContain(LITE)
    expect(one).toMatchObject({ id: LITE, object: 'model' })
  })
})

describe('the official OpenAI SDK tries again by itself', () => {
  it('and gets the first job’s pictures when the answer was lost on the way', async () => {
    const lossy = new OpenAI({ baseURL: `${gateway.base}/v1`, apiKey: gateway.key, fetch: losingFirst() })
    const prompt = 'a fox whose first answer was lost'
    const answer = await lossy.images.generate({ ...SMALL, prompt, n: 2 })

    const jobs = await jobsAbout('first answer was lost')
    expect(jobs).toHaveLength(1)
    expect(jobs[0].images.map(({ url }: { url: string }) => url)).toEqual(
      picturesOf(answer).map(({ url }) => url),
    )
  })

  it('and so with a form of files', async () => {
    const lossy = new OpenAI({ baseURL: `${gateway.base}/v1`, apiKey: gateway.key, fetch: losingFirst() })
    await lossy.images.edit({ ...SMALL, prompt: 'a form sent twice', image: await png('cat.png') })

    expect(await jobsAbout('a form sent twice')).toHaveLength(1)
  })

  it('and waits for the running job when its own patience was too short', async () => {
    const hasty = new OpenAI({
      baseURL: `${gateway.base}/v1`,
      apiKey: gateway.key,
      timeout: 700,
      maxRetries: 20,
    })
    const answer = await hasty.images.generate({
      ...SMALL,
      size: '4K' as '1024x1024',
      prompt: 'a hasty castle',
      n: 4,
    })

    expect(picturesOf(answer)).toHaveLength(4)
    expect(await jobsAbout('a hasty castle')).toHaveLength(1)
  })
})

/** `fetch` whose first answer never arrives, though the server gave it. */
function losingFirst(): typeof fetch {
  let lost = false
  return async (input, init) => {
    const response = await fetch(input, init)
    if (lost) return response
    lost = true
    await response.arrayBuffer()
    throw new TypeError('the connection was cut')
  }
}

async function allOf<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

async function png(name: string, background = '#3b7a57'): Promise<File> {
  const bytes = await plainPicture('png', { width: 640, height: 480, background })
  return toFile(bytes, name, { type: 'image/png' })
}

function picturesOf({ data = [] }: ImagesResponse): readonly OpenAI.Image[] {
  return data
}

async function jobOf({ headers }: Response) {
  return (await gateway.get(`/v1/jobs/${headers.get('x-dreamgate-job')}`)).json()
}

async function jobsAbout(words: string) {
  return (await (await gateway.get(`/v1/jobs?q=${encodeURIComponent(words)}`)).json()).data
}
