import { describe, expect, it } from 'vitest'

import { turns } from './turns.ts'

describe('turns', () => {
  it('let no more than so many work at once, and everybody in the end', async () => {
    const two = turns(2)
    let working = 0
    let most = 0
    const work = async (): Promise<void> => {
      working += 1
      most = Math.max(most, working)
      await Promise.resolve()
      working -= 1
    }

    await Promise.all(Array.from({ length: 20 }, () => two.take(work)))

    expect([most, working]).toEqual([2, 0])
  })

  it('are given back by work that fails', async () => {
    const one = turns(1)

    await expect(one.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')

    expect(await one.take(async () => 'next')).toBe('next')
  })
})
