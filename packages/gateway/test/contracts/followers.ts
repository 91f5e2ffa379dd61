import { getEventListeners } from 'node:events'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Followers, News } from '../../src/core/ports/followers.ts'

const changed: News = { kind: 'changed' }

/** Every kind of followers passes these. */
export function followersContract(name: string, open: () => Promise<Followers>): void {
  describe(`${name} keep the Followers contract`, () => {
    let followers: Followers
    let leaving: AbortController

    beforeEach(async () => {
      followers = await open()
      leaving = new AbortController()
    })
    afterEach(() => leaving.abort())

    it('tell everybody who follows the job, and nobody who follows another', async () => {
      const first = newsOf(followers.follow('job_1', leaving.signal))
      const second = newsOf(followers.follow('job_1', leaving.signal))
      const other = newsOf(followers.follow('job_2', leaving.signal))

      followers.notify('job_1', changed)
      followers.notify('job_2', preview(1))

      expect(await first.next()).toEqual({ done: false, value: changed })
      expect(await second.next()).toEqual({ done: false, value: changed })
      expect(await other.next()).toEqual({ done: false, value: preview(1) })
    })

    it('wake one who is already waiting', async () => {
      const news = newsOf(followers.follow('job_1', leaving.signal))
      const next = news.next()

      followers.notify('job_1', changed)

      expect(await next).toEqual({ done: false, value: changed })
    })

    it('keep what comes between two reads, in order, from the moment of following on', async () => {
      followers.notify('job_1', preview(0))
      const news = newsOf(followers.follow('job_1', leaving.signal))
      followers.notify('job_1', changed)
      followers.notify('job_1', preview(1))
      followers.notify('job_1', changed)

      expect(await taken(news, 3)).toEqual([changed, preview(1), changed])
    })

    it('say "changed" once for many changes that nobody looked at', async () => {
      const news = newsOf(followers.follow('job_1', leaving.signal))
      for (let index = 0; index < 1_000; index += 1) followers.notify('job_1', changed)
      followers.notify('job_1', preview(1))

      expect(await taken(news, 2)).toEqual([changed, preview(1)])
    })

    it('end when the signal aborts, for one who waits and for one who does not', async () => {
      const waits = newsOf(followers.follow('job_1', leaving.signal))
      const busy = newsOf(followers.follow('job_1', leaving.signal))
      followers.notify('job_1', changed)
      await waits.next()
      const next = waits.next()

      leaving.abort()
      followers.notify('job_1', changed)

      expect(await next).toEqual({ done: true, value: undefined })
      expect(await busy.next()).toEqual({ done: true, value: undefined })
    })

    it('end at once when the signal had aborted before', async () => {
      leaving.abort()
      const news = newsOf(followers.follow('job_1', leaving.signal))
      followers.notify('job_1', changed)

      expect(await news.next()).toEqual({ done: true, value: undefined })
    })

    it('leave nothing on the signal when the reader walks out of its loop', async () => {
      for (let index = 0; index < 20; index += 1) {
        const news = followers.follow('job_1', leaving.signal)
        followers.notify('job_1', changed)
        for await (const one of news) if (one.kind === 'changed') break
      }

      expect(getEventListeners(leaving.signal, 'abort')).toEqual([])
    })

    it('do not mind that nobody listens', () => {
      expect(() => followers.notify('job_1', changed)).not.toThrow()
    })
  })
}

function preview(number: number): News {
  return { kind: 'preview', index: 0, number, bytes: Uint8Array.of(number), mediaType: 'image/png' }
}

function newsOf(news: AsyncIterable<News>): AsyncIterator<News> {
  return news[Symbol.asyncIterator]()
}

async function taken(news: AsyncIterator<News>, count: number): Promise<readonly unknown[]> {
  const values: unknown[] = []
  for (let index = 0; index < count; index += 1) values.push((await news.next()).value)
  return values
}
