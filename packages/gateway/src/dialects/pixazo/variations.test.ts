import { describe, expect, it } from 'vitest'

import { askForVariations } from './variations.ts'

describe('the wish for variations', () => {
  it('keeps the prompt and names the count', () => {
    const asked = askForVariations('Girl holding the cat', 3)

    expect(asked).toMatch(/^Girl holding the cat\n\nMake a series of 3 related images/)
  })

  it.each(['一只戴帽子的猫', '一只猫穿着 Nike T-shirt 在雨中散步'])('is in Chinese for %s', (prompt) => {
    expect(askForVariations(prompt, 4)).toContain('一组共 4 张')
  })

  it.each([
    '帽子をかぶった猫',
    '모자를 쓴 고양이 猫',
    'a poster that says 福',
    'the words 你好世界 on a tall red wall',
  ])('is in English for %s', (prompt) => {
    expect(askForVariations(prompt, 4)).toContain('a series of 4 related images')
  })
})
