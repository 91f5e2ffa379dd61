import { describe, expect, it, onTestFinished } from 'vitest'

import { arrivals, gate } from '../upstream/behaviour.ts'
import { loopback } from '../upstream/loopback.ts'
import type { WholeOptions } from '../whole-gateway.ts'
import { cuttingProxy } from './cutting-proxy.ts'
import type { Cut, CuttingProxy } from './cutting-proxy.ts'
import { officialSdk, PICTURE, pictureOf, WISHES } from './official-sdk.ts'
import { arkBehind } from './paid-gateway.ts'
import type { PaidGateway } from './paid-gateway.ts'
import { plainPicture } from './sent-pictures.ts'

const PATH = '/v1/images/generations'
const CUTS = [500, 502, 504, 524, 429, 'reset'] as const

describe.each(WISHES)('the official OpenAI SDK behind a proxy, $how,', (wish) => {
  it.each(CUTS)('gets the one picture that was bought, cut twice with %s while it is drawn', async (says) => {
    const { upstream, gateway, brush } = await drawing()
    const line = await proxied(gateway, [
      { says, when: () => upstream.received(1) },
      { says, behind: 'kept' },
    ])

    const picture = pictureOf(officialSdk(line.base), wish)
    await line.received(3)
    brush.open()

    expect(idIn(await picture)).toBe((await gateway.newestJob('succeeded')).images[0]?.id)
    expect(upstream.requests).toHaveLength(1)
  })

  it('gets the one picture that was bought, cut after it was drawn', async () => {
    const { upstream, gateway, brush } = await drawing()
    brush.open()
    const line = await proxied(gateway, [{ says: 502, when: () => gateway.newestJob('succeeded') }])

    const picture = await pictureOf(officialSdk(line.base), wish)

    expect(idIn(picture)).toBe((await gateway.newestJob('succeeded')).images[0]?.id)
    expect(upstream.requests).toHaveLength(1)
  })

  it('gets the one picture that was bought when the proxy falls silent', async () => {
    const { upstream, gateway, brush } = await drawing()
    const line = await proxied(gateway, [{ says: 'silence' }])

    const picture = pictureOf(officialSdk(line.base, { timeout: 1000 }), wish)
    await line.received(2)
    brush.open()

    expect(idIn(await picture)).toBe((await gateway.newestJob('succeeded')).images[0]?.id)
    expect(upstream.requests).toHaveLength(1)
  })
})

describe('a stream that is cut in its midst', () => {
  const story = {
    ...PICTURE,
    sequential_image_generation: 'auto',
    sequential_image_generation_options: { max_images: 3 },
    stream: true,
  } as const

  it('is an error to the SDK, and the same request with its Idempotency-Key has all of it', async () => {
    const { upstream, gateway, brush } = await drawing()
    const line = await proxied(gateway, [{ says: 'first event' }])
    const sdk = officialSdk(line.base)
    const headers = { 'Idempotency-Key': 'story-1' }

    const cut = namesOf(await sdk.images.generate(story, { headers }))
    brush.open(1)
    await expect(cut).rejects.toThrow()
    brush.open()
    const whole = await namesOf(await sdk.images.generate(story, { headers }))

    expect(whole).toEqual(['partial_succeeded', 'partial_succeeded', 'partial_succeeded', 'completed'])
    expect(upstream.bill).toEqual({ calls: 1, pictures: 3 })
  })
})

describe('a request that its own retry overtakes', () => {
  it('is not bought a second time', async () => {
    const { upstream, gateway, brush } = await drawing()
    brush.open()
    const reference = await slowReference()
    const line = await proxied(gateway, [{ says: 502, when: reference.asked, behind: 'kept' }])

    const answer = await officialSdk(line.base).images.generate(editOf(reference.url))
    reference.release()
    await line.answered(1)

    expect(answer.data).toHaveLength(1)
    expect(upstream.requests).toHaveLength(1)
  })
})

describe('a retry that comes late', () => {
  it('finds a job that is drawn for longer than retries are remembered', async () => {
    let later = 0
    const { upstream, gateway, brush } = await drawing({ clock: { now: () => Date.now() + later } })
    const first = await gateway.post(PATH, PICTURE, { prefer: 'respond-async' })
    await upstream.received(1)
    later = 20 * 60 * 1000

    const retry = { prefer: 'respond-async', 'x-stainless-retry-count': '2' }
    const second = await gateway.post(PATH, PICTURE, retry)
    brush.open()

    expect((await second.json()).id).toBe((await first.json()).id)
    await gateway.newestJob('succeeded')
    expect(upstream.requests).toHaveLength(1)
  })
})

/** An Ark that draws nothing before the brush is free, and a gateway before it. */
async function drawing(options: Partial<WholeOptions> = {}) {
  const brush = gate()
  const { upstream, ...gateway } = await arkBehind({ allowPrivate: ['127.0.0.1/32'], ...options })
  upstream.otherwise({ kind: 'draw', gate: brush })
  return { upstream, gateway, brush }
}

async function proxied({ base }: PaidGateway, cuts: readonly Cut[]): Promise<CuttingProxy> {
  const line = await cuttingProxy(base, cuts)
  onTestFinished(line.close)
  return line
}

/** A picture whose first reader has to wait. */
async function slowReference() {
  const bytes = await plainPicture('jpeg', { width: 64, height: 64 })
  const first = gate()
  const reading = arrivals<string | undefined>()
  const port = await loopback(async ({ url }, response) => {
    reading.add(url)
    if (reading.all.length === 1) await first.pass(new AbortController().signal)
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes)
  })
  onTestFinished(port.close)
  return { url: `${port.origin}/a.jpg`, asked: () => reading.received(1), release: () => first.open() }
}

/** `image` is a field of Seedream's that the SDK passes on. */
function editOf(image: string): typeof PICTURE {
  return { ...PICTURE, image } as typeof PICTURE
}

function idIn(url: string): string | undefined {
  return /img_[0-9a-z]+/.exec(url)?.[0]
}

async function namesOf(stream: AsyncIterable<{ readonly type: string }>): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { type } of stream) names.push(type.slice('image_generation.'.length))
  return names
}
