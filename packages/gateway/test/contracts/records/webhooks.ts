import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { delivery, endpoint } from './samples.ts'

export const webhookChapter: Chapter = (records) => {
  const listening = async (about: { readonly keyId?: string; readonly event?: 'image.delivered' } = {}) => {
    const found = await records().webhooks.listening({
      ownerId: 'ann',
      keyId: 'key_1',
      event: 'job.succeeded',
      ...about,
    })
    return found.map(({ id }) => id)
  }

  it('keeps an endpoint as it was given', async () => {
    const full = endpoint('wh_1', {
      keyId: 'key_1',
      events: ['job.failed', 'image.delivered'],
      previousSecret: 'whsec_old',
      previousSecretUntil: 99,
      disabledAt: 7,
    })

    expect(await records().webhooks.insert(full)).toBe(true)

    expect(await records().webhooks.find('wh_1')).toEqual(full)
    expect(await records().webhooks.find('wh_2')).toBeUndefined()
  })

  it('leaves an endpoint that is there alone when another is made under its id', async () => {
    const outcomes = await Promise.all([
      records().webhooks.insert(endpoint('wh_1', { secret: 'whsec_1' })),
      records().webhooks.insert(endpoint('wh_1', { secret: 'whsec_2' })),
    ])

    expect(outcomes).toEqual([true, false])
    expect((await records().webhooks.find('wh_1'))?.secret).toBe('whsec_1')
  })

  it('changes what is named, and empties what is named without a value', async () => {
    await records().webhooks.insert(
      endpoint('wh_1', { previousSecret: 'whsec_old', previousSecretUntil: 99, disabledAt: 7 }),
    )

    await records().webhooks.change('wh_1', { events: ['job.failed'], disabledAt: undefined, updatedAt: 8 })

    expect(await records().webhooks.find('wh_1')).toEqual(
      endpoint('wh_1', {
        events: ['job.failed'],
        previousSecret: 'whsec_old',
        previousSecretUntil: 99,
        updatedAt: 8,
      }),
    )
  })

  it('lists an owner’s endpoints, or everybody’s, oldest first and without those that have no address', async () => {
    await records().webhooks.insert(endpoint('wh_3', { createdAt: 1 }))
    await records().webhooks.insert(endpoint('wh_1', { createdAt: 2 }))
    await records().webhooks.insert(endpoint('wh_2', { createdAt: 3, ownerId: 'bob' }))
    await records().webhooks.insert(endpoint('wh_4', { createdAt: 4, url: '' }))

    expect((await records().webhooks.list('ann')).map(({ id }) => id)).toEqual(['wh_3', 'wh_1'])
    expect((await records().webhooks.list(undefined)).map(({ id }) => id)).toEqual(['wh_3', 'wh_1', 'wh_2'])
  })

  it('knows who listens: of this owner, to this key and event, enabled, with an address', async () => {
    await records().webhooks.insert(endpoint('wh_all'))
    await records().webhooks.insert(endpoint('wh_key', { keyId: 'key_1' }))
    await records().webhooks.insert(endpoint('wh_images', { events: ['image.delivered'] }))
    await records().webhooks.insert(endpoint('wh_off', { disabledAt: 1 }))
    await records().webhooks.insert(endpoint('wh_stranger', { ownerId: 'bob' }))
    await records().webhooks.insert(endpoint('wh_without', { url: '' }))

    expect(await listening()).toEqual(['wh_all', 'wh_key'])
    expect(await listening({ keyId: 'key_2' })).toEqual(['wh_all'])
    expect(await listening({ event: 'image.delivered' })).toEqual(['wh_images'])
  })

  it('takes the deliveries of an endpoint away with it', async () => {
    await records().webhooks.insert(endpoint('wh_1'))
    await records().webhooks.insert(endpoint('wh_2'))
    await records().deliveries.add(delivery('evt_1', { endpointId: 'wh_1' }))
    await records().deliveries.add(delivery('evt_2', { endpointId: 'wh_2' }))

    await records().webhooks.remove('wh_1')

    expect(await records().webhooks.find('wh_1')).toBeUndefined()
    expect(await records().deliveries.find('evt_1')).toBeUndefined()
    expect(await records().deliveries.find('evt_2')).toBeDefined()
  })
}
