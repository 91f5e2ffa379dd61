import { APIError, InternalServerError, RateLimitError } from 'openai'
import { describe, expect, it, onTestFinished } from 'vitest'

import { arkUpstream } from '../upstream/ark-upstream.ts'
import { gate } from '../upstream/behaviour.ts'
import type { Behaviour } from '../upstream/behaviour.ts'
import { openaiUpstream } from '../upstream/openai-upstream.ts'
import type { WholeOptions } from '../whole-gateway.ts'
import { cuttingProxy } from './cutting-proxy.ts'
import { officialSdk, PICTURE, pictureOf, PLAIN, WISHES } from './official-sdk.ts'
import { arkOf, openaiOf, paidGateway } from './paid-gateway.ts'

const VENDORS = [
  {
    name: 'Ark',
    behind: async () => {
      const upstream = await arkUpstream({ smallPictures: true })
      return { upstream, engine: arkOf(upstream) }
    },
  },
  {
    name: 'an OpenAI server',
    behind: async () => {
      const upstream = await openaiUpstream({ smallPictures: true })
      return { upstream, engine: openaiOf(upstream) }
    },
  },
] as const

const FAULTS: readonly { readonly what: string; readonly behaviour: Behaviour }[] = [
  {
    what: 'fails in its own words',
    behaviour: { kind: 'refuse', status: 500, code: 'InternalServiceError' },
  },
  { what: 'answers 500 and no more', behaviour: { kind: 'say', status: 500, body: '', bought: true } },
  {
    what: 'is cut off by a 524',
    behaviour: { kind: 'say', status: 524, body: '<h1>524</h1>', bought: true },
  },
  { what: 'resets the line after the purchase', behaviour: { kind: 'reset', bought: true } },
]

const NO_ROOM: Behaviour = { kind: 'refuse', status: 429, code: 'RateLimitExceeded' }

describe.each(VENDORS)('the official OpenAI SDK, with $name behind the gateway,', (vendor) => {
  describe.each(WISHES)('$how,', (wish) => {
    it.each(FAULTS)('hears of it and asks no second time when the upstream $what', async ({ behaviour }) => {
      const { upstream, line } = await boughtFrom(vendor)
      upstream.otherwise(behaviour)

      await expect(pictureOf(officialSdk(line.base), wish)).rejects.toThrow(APIError)

      expect([line.requests.length, upstream.requests.length]).toEqual([1, 1])
    })
  })

  it('gets the picture of a job that had to wait for room', async () => {
    const { upstream, line } = await boughtFrom(vendor, { settings: { firstPauseMs: 1 } })
    upstream.next(NO_ROOM, NO_ROOM)

    const url = await pictureOf(officialSdk(line.base), PLAIN)

    expect((await fetch(url)).status).toBe(200)
    expect([upstream.requests.length, upstream.bill.pictures]).toEqual([3, 1])
  })

  it('gets the picture of the first job when its own patience was too short for the upstream', async () => {
    const { upstream, line } = await boughtFrom(vendor)
    const brush = gate()
    upstream.otherwise({ kind: 'draw', gate: brush })

    const picture = pictureOf(officialSdk(line.base, { timeout: 1000 }), PLAIN)
    await line.received(2)
    brush.open()

    expect((await fetch(await picture)).status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
  })

  it('is told when to come again, and nothing is bought, while the upstream has no room', async () => {
    const { upstream, line } = await boughtFrom(vendor, { server: { waitSeconds: 1 } })
    upstream.otherwise(NO_ROOM)

    await expect(officialSdk(line.base).images.generate(PICTURE, { maxRetries: 1 })).rejects.toThrow(
      RateLimitError,
    )

    expect(upstream.bill.pictures).toBe(0)
  })

  it('hears the same again when it repeats a request whose outcome is unknown with its Idempotency-Key', async () => {
    const { upstream, line } = await boughtFrom(vendor)
    upstream.next({ kind: 'reset', bought: true })
    const sdk = officialSdk(line.base)
    const headers = { 'Idempotency-Key': 'order-7' }

    const [first, second] = await twice(() => sdk.images.generate(PICTURE, { headers }))

    expect([first, second]).toEqual([expect.any(InternalServerError), expect.any(InternalServerError)])
    expect(upstream.requests).toHaveLength(1)
  })
})

/** What it is rejected with, one time after the other. */
async function twice(ask: () => Promise<unknown>): Promise<readonly unknown[]> {
  const first = await ask().catch((error: unknown) => error)
  return [first, await ask().catch((error: unknown) => error)]
}

/** What is bought there is bought by a gateway behind a line that cuts nothing. */
async function boughtFrom({ behind }: (typeof VENDORS)[number], options: Partial<WholeOptions> = {}) {
  const { upstream, engine } = await behind()
  const { base } = await paidGateway([engine], options)
  const line = await cuttingProxy(base, [])
  onTestFinished(upstream.close)
  onTestFinished(line.close)
  return { upstream, line }
}
