import { sketch } from '@dreamgate/sketch'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { sketchEngine } from '../src/engines/sketch/sketch-engine.ts'
import { wholeGateway } from './whole-gateway.ts'
import type { WholeGateway } from './whole-gateway.ts'

const SECRET = 'dg_painter'

let gateway: WholeGateway
beforeAll(async () => {
  gateway = await wholeGateway({ engines: [sketchEngine(sketch({ workers: 1 }))] })
  await gateway.addKey(SECRET)
})
afterAll(() => gateway.close())

describe('Sketch behind the gateway', () => {
  it('warns of nothing when everything was drawn', async () => {
    expect((await drawn({ prompt: 'a fox in the snow' })).warnings).toEqual([])
  })

  it('warns of what it cannot draw, and shows a card instead of something else', async () => {
    const card = await drawn({ prompt: 'an aardvark' })
    const partly = await drawn({ prompt: 'a cat with a frobnicator' })

    expect(card.warnings).toEqual(['Sketch cannot draw: aardvark.'])
    expect(await paperIn(card, [0.35, 0.42, 0.3, 0.05])).toBeGreaterThan(225)
    expect(partly.warnings).toEqual(['Sketch cannot draw: frobnicator.'])
  })

  it('edits its own picture by its recipe, and warns of nothing', async () => {
    const girl = await drawn({ prompt: 'a girl in the park' })
    const hatted = await drawn({ prompt: 'add a hat', image: girl.images[0]?.id })

    expect(hatted.warnings).toEqual([])
    expect(await paperIn(hatted, NOTE)).toBeLessThan(225)
  })

  it('warns of the part of an edit that it did not do, and says so on the picture', async () => {
    const girl = await drawn({ prompt: 'a girl in the park' })
    const puzzled = await drawn({ prompt: 'make it more quantum', image: girl.images[0]?.id })
    const uploaded = await drawn({ prompt: 'add a hat', image: await upload() })

    expect(puzzled.warnings).toEqual(['Sketch did not understand what to change; the picture is as it was.'])
    expect(uploaded.warnings).toEqual([
      'In an uploaded picture Sketch can change only the whole: style, tone, light, turn or crop.',
    ])
    for (const job of [puzzled, uploaded]) expect(await paperIn(job, NOTE)).toBeGreaterThan(225)
  })
})

interface Job {
  readonly status: string
  readonly warnings: readonly string[]
  readonly images: readonly { readonly id: string; readonly url: string }[]
}

/** Left, top, width and height as fractions: the card in the corner. */
const NOTE = [0.05, 0.04, 0.2, 0.01] as const

async function drawn(wish: { readonly prompt: string; readonly image?: string | undefined }): Promise<Job> {
  const headers = { authorization: `Bearer ${SECRET}` }
  const answer = await gateway.app.inject({
    method: 'POST',
    url: wish.image === undefined ? '/v1/images/generations' : '/v1/images/edits',
    headers,
    payload: { model: 'seedream-4.0', size: '1K', watermark: false, ...wish },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  const url = `/v1/jobs/${String(answer.headers['x-dreamgate-job'])}`
  return (await gateway.app.inject({ url, headers })).json()
}

/** The median brightness of a part of the first picture: paper, unless letters are dense. */
async function paperIn(
  { images }: Job,
  [left, top, width, height]: readonly [number, number, number, number],
): Promise<number> {
  const { pathname, search } = new URL(images[0]?.url ?? '', 'http://127.0.0.1')
  const { rawPayload } = await gateway.app.inject({ url: pathname + search })
  const size = 1024
  const grey = await sharp(rawPayload)
    .extract({
      left: Math.round(left * size),
      top: Math.round(top * size),
      width: Math.round(width * size),
      height: Math.round(height * size),
    })
    .greyscale()
    .raw()
    .toBuffer()
  return grey.toSorted()[grey.length >> 1] ?? 0
}

async function upload(): Promise<string> {
  const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#c04030' } })
    .jpeg()
    .toBuffer()
  return `data:image/jpeg;base64,${bytes.toString('base64')}`
}
