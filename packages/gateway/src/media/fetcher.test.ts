import { describe, expect, it } from 'vitest'
import { FetchRefusal } from '../lib/fetch-refusal.ts'
import { fetcher } from './fetcher.ts'

const LIMITS = { maxBytes: 10, timeoutMs: 10 }

describe('fetching a reference', () => {
  it('turns a refusal into the caller’s Fault, with its text', async () => {
    const refusing = fetcher({
      fetch: () => Promise.reject(new FetchRefusal('port', 'only ports 80 and 443 are fetched.')),
    })

    await expect(refusing.fetch('http://a.test:1/', LIMITS)).rejects.toMatchObject({
      name: 'Fault',
      code: 'reference_unreadable',
      message: 'The reference cannot be fetched. only ports 80 and 443 are fetched.',
    })
  })

  it('does so for one that comes while the content is read', async () => {
    const breaking = fetcher({ fetch: async () => half() })
    const content = await breaking.fetch('http://a.test/', LIMITS)

    await expect(drain(content)).rejects.toMatchObject({ code: 'reference_unreadable' })
  })

  it('leaves every other exception alone, an abort above all', async () => {
    const reason = new Error('the caller left')
    const aborted = fetcher({ fetch: () => Promise.reject(reason) })

    await expect(aborted.fetch('http://a.test/', LIMITS)).rejects.toBe(reason)
  })
})

async function* half(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(3)
  throw new FetchRefusal('too-large', 'a.test sends more than 10 bytes.')
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of content) bytes += chunk.byteLength
  return bytes
}
