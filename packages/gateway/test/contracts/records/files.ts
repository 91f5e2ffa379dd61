import { expect, it } from 'vitest'

import type { Chapter } from './samples.ts'
import { file } from './samples.ts'

export const fileChapter: Chapter = (records) => {
  it('keeps an uploaded file until it is removed', async () => {
    await records().files.insert(file('file_1'))
    expect(await records().files.find('file_1')).toEqual(file('file_1'))

    await records().files.remove('file_1')
    await records().files.remove('file_1')

    expect(await records().files.find('file_1')).toBeUndefined()
  })

  it('lists the files of one owner, newest first', async () => {
    await records().files.insert(file('file_1', { createdAt: 1 }))
    await records().files.insert(file('file_2', { createdAt: 2 }))
    await records().files.insert(file('file_3', { ownerId: 'bob' }))

    expect((await records().files.list('ann')).map(({ id }) => id)).toEqual(['file_2', 'file_1'])
  })
}
