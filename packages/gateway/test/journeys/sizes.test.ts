import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { models } from '../../src/models/index.ts'
import { pictureOfBytes, sizeAt } from './sent-pictures.ts'
import { servedBytes } from './served-bytes.ts'
import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const MEBIBYTE = 1_048_576
const JUST_UNDER = 30 * MEBIBYTE - 1024
const JUST_ABOVE = 30 * MEBIBYTE + 1024

/** Of every row that takes exact sizes: as few pixels as it allows, or its shortest sides. */
const SMALLEST = models
  .filter(({ sizes }) => sizes.exact)
  .map(({ id, sizes }): readonly [string, string] => {
    const side = sizes.side?.min ?? Math.ceil(Math.sqrt(sizes.pixels?.min ?? 1))
    return [id, `${side}x${side}`]
  })

const PRESETS = Object.entries(models.find(({ id }) => id === 'seedream-4-0-250828')?.sizes.tiers['1K'] ?? {})

const FOX = { model: 'seedream-4.0', prompt: 'a fox in the snow' }

let gateway: StartedGateway

beforeAll(async () => {
  gateway = await startGateway({ environment: { DREAMGATE_ALLOW_PRIVATE: '127.0.0.0/8' } })
})
afterAll(async () => {
  await gateway.stop()
  await removeFolder(gateway.dataFolder)
})

describe('a picture has the size that was asked for, to the pixel', () => {
  it.each([
    ['the largest square', 'seedream-4.0', '4096x4096'],
    ['the widest preset', 'seedream-4.5', '6240x2656'],
    ['16:1', 'seedream-4.0', '3840x240'],
    ['1:16', 'seedream-4.0', '240x3840'],
    ['16:1, as large as it gets', 'seedream-4.0', '16384x1024'],
    ['1:16, as large as it gets', 'seedream-4.0', '1024x16384'],
    ['odd sides', 'seedream-4.0', '1001x997'],
  ])('%s: %s %s', async (_, model, size) => {
    await expectSize({ model, size }, size)
  })

  it.each(SMALLEST)('the smallest that %s makes: %s', async (model, size) => {
    await expectSize({ model, size }, size)
  })

  it.each(PRESETS)('1K at %s: %s', async (_, size) => {
    await expectSize({ model: 'seedream-4.0', size }, size)
  })

  it('at every preset of every row', async () => {
    for (const { id, sizes } of models) {
      for (const preset of Object.values(sizes.tiers).flatMap((tier) => Object.values(tier))) {
        expect(await planned(id, preset), id).toBe(preset)
      }
    }
  })

  it('or is refused one row of pixels below the smallest, with a size that is taken', async () => {
    const response = await gateway.post('/v1/images/generations', { ...FOX, size: '960x959' })
    const { error } = await response.json()

    expect([response.status, error.param, error.details[0].rule]).toEqual([400, 'size', 'size.pixels'])
    expect(await planned(FOX.model, error.details[0].nearest)).toBe(error.details[0].nearest)
  })
})

describe('a reference just under 30 MB', () => {
  it('is taken as a file', async () => {
    await expectEdited(await sendFile(await pictureOfBytes(JUST_UNDER)))
  })

  it('is taken as base64', async () => {
    await expectEdited(await sendInline(await pictureOfBytes(JUST_UNDER)))
  })

  it('is taken from an address', async () => {
    await expectEdited(await sendAddress(await pictureOfBytes(JUST_UNDER)))
  })
})

describe('a reference just above 30 MB is refused, and why', () => {
  it('as a file', async () => {
    const response = await sendFile(await pictureOfBytes(JUST_ABOVE))

    expect(response.status).toBe(413)
    expect((await response.json()).error).toMatchObject({
      param: 'image',
      message: expect.stringContaining('larger than 30 MB'),
    })
  })

  it('as text of a form that is too long to be kept whole, rather than cut', async () => {
    const body = new FormData()
    body.set('prompt', 'make it night')
    body.set('image', `data:image/jpeg;base64,${'A'.repeat(51 * MEBIBYTE)}`)
    const headers = { authorization: `Bearer ${gateway.key}` }
    const response = await fetch(`${gateway.base}/v1/images/edits`, { method: 'POST', headers, body })

    expect(response.status).toBe(413)
    expect((await response.json()).error).toMatchObject({
      param: 'image',
      message: 'The field image is larger than 50 MB.',
    })
  })

  it('as base64', async () => {
    await expectTooLarge(await sendInline(await pictureOfBytes(JUST_ABOVE)), /31,458,304 bytes.*31,457,280/)
  })

  it('at an address', async () => {
    await expectTooLarge(await sendAddress(await pictureOfBytes(JUST_ABOVE)), /31,?457,?280/)
  })

  it('at an address that does not say how large it is', async () => {
    const response = await sendAddress(await pictureOfBytes(JUST_ABOVE), { saysLength: false })

    await expectTooLarge(response, /31,?457,?280/)
  })
})

async function expectSize(fields: Readonly<Record<string, unknown>>, size: string): Promise<void> {
  const response = await gateway.post('/v1/images/generations', { ...FOX, ...fields })
  const answer = await response.json()

  expect([response.status, answer.data?.[0]?.size]).toEqual([200, size])
  expect(await sizeAt(answer.data[0].url)).toBe(size)
}

/** The size it would have, from a plan that is not drawn. */
async function planned(model: string, size: string): Promise<string> {
  const response = await gateway.post('/v1/images/generations?dry_run=true', { ...FOX, model, size })
  const { width, height } = await response.json()
  return `${width}x${height}`
}

const EDIT = { model: 'seedream-4.0', prompt: 'make it night', size: '1K' }

async function sendFile(picture: Uint8Array): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(EDIT)) body.set(name, value)
  body.set('image', new Blob([Uint8Array.from(picture)], { type: 'image/jpeg' }), 'large.jpg')
  const headers = { authorization: `Bearer ${gateway.key}` }
  return fetch(`${gateway.base}/v1/images/edits`, { method: 'POST', headers, body })
}

async function sendInline(picture: Buffer): Promise<Response> {
  const image = `data:image/jpeg;base64,${picture.toString('base64')}`
  return gateway.post('/v1/images/edits', { ...EDIT, image })
}

async function sendAddress(picture: Buffer, { saysLength = true } = {}): Promise<Response> {
  const server = await servedBytes(picture, { saysLength })
  const response = await gateway.post('/v1/images/edits', {
    ...EDIT,
    image_urls: [`${server.origin}/large.jpg`],
  })
  await server.close()
  return response
}

async function expectEdited(response: Response): Promise<void> {
  const answer = await response.json()

  expect([response.status, answer.data?.[0]?.size]).toEqual([200, '1024x1024'])
}

async function expectTooLarge(response: Response, words: RegExp): Promise<void> {
  const { error } = await response.json()

  expect([response.status, error.code, error.details.length]).toEqual([400, 'invalid_image', 1])
  expect(error.message).toMatch(words)
}
