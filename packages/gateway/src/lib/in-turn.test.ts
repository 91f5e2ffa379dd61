import { describe, expect, it } from 'vitest'

import { inTurn } from './in-turn.ts'

describe('work on names in turn', () => {
  it('goes on one after the other for one name, in the order in which it was asked for', async () => {
    const take = inTurn()
    const heard: string[] = []
    const said = async (text: string) => {
      heard.push(`${text} begins`)
      await Promise.resolve()
      heard.push(`${text} ends`)
      return text
    }

    const answers = await Promise.all(['a', 'b', 'c'].map((text) => take('heron', () => said(text))))

    expect(answers).toEqual(['a', 'b', 'c'])
    expect(heard).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('does not wait for other names', async () => {
    const take = inTurn()
    let release: (value: string) => void = () => undefined
    const held = take('heron', () => new Promise<string>((resolve) => (release = resolve)))

    expect(await take('stork', async () => 'stork')).toBe('stork')

    release('heron')
    expect(await held).toBe('heron')
  })

  it('goes on after work that failed, and its failure is its own', async () => {
    const take = inTurn()
    const failed = take('heron', async () => {
      throw new Error('no wind')
    })
    const next = take('heron', async () => 'flown')

    await expect(failed).rejects.toThrow('no wind')
    expect(await next).toBe('flown')
  })
})
