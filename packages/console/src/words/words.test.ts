import { DreamgateError } from '@dreamgate/client'
import { describe, expect, it } from 'vitest'

import { imageAt, jobWith, modelWith } from '../../test/rows.ts'
import { ago, duration, money } from './amounts.ts'
import { newsOf } from './job-words.ts'
import { modelTalents, modelTitle } from './model-words.ts'
import { plainWords } from './plain-words.ts'
import { refusalWords } from './refusal-words.ts'

describe('amounts', () => {
  it.each([
    ['0.00', 'free'],
    ['0.035', '$0.035'],
    ['0.03', '$0.03'],
    ['1.5', '$1.50'],
    ['12', '$12.00'],
  ])('of money: %s is %s', (usd, words) => {
    expect(money(usd)).toBe(words)
  })

  it('of time are short', () => {
    expect([duration(0.2), duration(59), duration(61)]).toEqual(['under 1 s', '59 s', '1 min 1 s'])
    expect([ago(5), ago(120), ago(90_000)]).toEqual(['just now', '2 min. ago', 'yesterday'])
  })
})

describe('a model', () => {
  it.each([
    ['seedream-5-0-260128', ['seedream-5.0-lite'], 'Seedream 5.0 Lite'],
    ['dola-seedream-5-0-pro-260628', ['doubao-seedream-5-0-pro-260628'], 'Seedream 5.0 Pro'],
    ['seedream-3-0-t2i-250415', [], 'Seedream 3.0'],
    ['seededit-3-0-i2i-250628', [], 'SeedEdit 3.0'],
  ])('%s has a name that people say', (id, aliases, title) => {
    expect(modelTitle({ id, aliases })).toBe(title)
  })

  it('is described by what it can do', () => {
    expect(modelTalents(modelWith())).toEqual([
      '2K, 4K or exact pixels',
      'up to 14 references',
      'stories of up to 15 pictures',
      'JPEG or PNG',
      'list price $0.035 a picture',
    ])
  })
})

describe('trouble', () => {
  it('is said in plain words, with the gateway’s own where it has some', () => {
    const error = new DreamgateError('The budget of this key is used up.', {
      status: 402,
      code: 'insufficient_quota',
    })

    expect(plainWords(error)).toEqual({ title: 'The budget is used up', text: error.message })
  })

  it('of a silent gateway says what to look at', () => {
    expect(plainWords(new DreamgateError('x', { code: 'unreachable' })).title).toBe(
      'The gateway does not answer',
    )
  })

  it('of a refusal is said without the wire’s spelling', () => {
    const problem = { param: 'images[2]', rule: 'r', message: '`images[2]` is no picture.' }
    const size = {
      param: 'size',
      rule: 'r',
      message: '`size` 8x8 is small. The nearest is 16x16.',
      nearest: '16x16',
    }

    expect(refusalWords(problem)).toBe('Image 3 is no picture.')
    expect(refusalWords(size)).toBe('Size 8x8 is small.')
  })
})

describe('news of a job', () => {
  it('are each new picture, and the end', () => {
    const before = jobWith({ status: 'running', count: 2 })
    const one = { ...before, images: [imageAt(0)] }
    const done = { ...one, status: 'succeeded', images: [imageAt(0), imageAt(1)], cost_usd: '0.07' } as const

    expect(newsOf(before, before)).toBeUndefined()
    expect(newsOf(before, one)).toBe('Picture 1 of 2 is ready.')
    expect(newsOf(one, done)).toBe('Done: 2 pictures, $0.07.')
  })

  it('say why it failed', () => {
    const failed = jobWith({ status: 'failed', error: { code: 'x', message: 'The prompt was refused.' } })

    expect(newsOf(undefined, failed)).toBe('Failed. The prompt was refused.')
  })
})
