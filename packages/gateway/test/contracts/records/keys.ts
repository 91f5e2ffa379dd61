import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { key } from './samples.ts'

export const keyChapter: Chapter = (records) => {
  it('finds a key by the hash of its secret, and by its id', async () => {
    const limited = key('key_1', { models: ['seedream-4-0-250828'], monthlyBudget: 5_000_000, expiresAt: 99 })
    await records().keys.insert(limited, 'hash-1')

    expect(await records().keys.findByHash('hash-1')).toEqual(limited)
    expect(await records().keys.find('key_1')).toEqual(limited)
    expect(await records().keys.findByHash('key_1')).toBeUndefined()
    expect(await records().keys.find('hash-1')).toBeUndefined()
  })

  it('refuses two keys with one secret', async () => {
    await records().keys.insert(key('key_1'), 'same')

    await expect(records().keys.insert(key('key_2'), 'same')).rejects.toThrow()
  })

  it('lists keys in the order they were made', async () => {
    await records().keys.insert(key('key_b', { createdAt: 1 }), 'hash-b')
    await records().keys.insert(key('key_a', { createdAt: 2 }), 'hash-a')

    expect((await records().keys.list()).map(({ id }) => id)).toEqual(['key_b', 'key_a'])
  })

  it('changes what is named, takes a limit away when it is named as undefined, and leaves the rest', async () => {
    await records().keys.insert(
      key('key_1', { models: ['a'], requestsPerMinute: 5, imagesPerMinute: 6 }),
      'hash-1',
    )

    await records().keys.change('key_1', {
      models: undefined,
      requestsPerMinute: undefined,
      scopes: ['read'],
      revokedAt: 8,
    })
    await records().keys.change('key_1', {})

    expect(await records().keys.find('key_1')).toEqual(
      key('key_1', { imagesPerMinute: 6, scopes: ['read'], revokedAt: 8 }),
    )
  })
}
