import { describe, expect, it } from 'vitest'

import { modelWith } from '../../test/rows.ts'
import { AUTO, choiceFor, choiceOf, PRESETS, sizeText, sizeWords, tablesOf, tierChoice } from './sizes.ts'

const { sizes } = modelWith()
const presets = {
  ...sizes,
  tiers: {},
  presets: { '1:1': '1024x1024', '16:9': '1280x720' },
  default: '1024x1024',
}

describe('a size', () => {
  it('without a shape is the tier’s word, with one its pixels', () => {
    expect(sizeText({ kind: 'tier', tier: '4K', shape: undefined }, sizes)).toBe('4K')
    expect(sizeText({ kind: 'tier', tier: '2K', shape: '16:9' }, sizes)).toBe('2848x1600')
    expect(sizeText(AUTO, sizes)).toBeUndefined()
  })

  it('of a model without tiers always has a shape, for the table has no word on the wire', () => {
    const table = tablesOf(presets)[PRESETS] ?? {}

    expect(sizeText(tierChoice(PRESETS, undefined, table), presets)).toBe('1024x1024')
  })

  it('is not offered where the model keeps its presets to itself', () => {
    expect(tablesOf({ ...presets, exact: false })).toEqual({})
  })
})

describe('a choice brought to another model', () => {
  it('keeps what that one has', () => {
    expect(choiceFor(sizes, { kind: 'tier', tier: '2K', shape: '16:9' })).toMatchObject({
      tier: '2K',
      shape: '16:9',
    })
    expect(choiceFor(sizes, { kind: 'tier', tier: '4K', shape: '16:9' })).toMatchObject({
      tier: '4K',
      shape: undefined,
    })
  })

  it('goes back to the default where it has nothing alike', () => {
    expect(choiceFor(presets, { kind: 'tier', tier: '2K', shape: '16:9' })).toEqual(AUTO)
    expect(choiceFor({ ...sizes, exact: false }, { kind: 'exact', text: '2048x2048' })).toEqual(AUTO)
  })
})

describe('what is said of a choice', () => {
  it('names the limits beside exact pixels', () => {
    expect(sizeWords({ kind: 'exact', text: '' }, sizes)).toBe(
      'Width × height, 3,686,400 to 16,777,216 pixels in all.',
    )
  })

  it('names the model’s default where nothing was chosen', () => {
    expect(sizeWords(AUTO, sizes)).toBe('The model’s default: 2048 × 2048.')
    expect(sizeWords(AUTO, { ...sizes, default: '2K' })).toBe('The model’s default: 2K, in a shape it picks.')
  })

  it('takes a nearest word that is no tier for the default', () => {
    expect(choiceOf('adaptive', sizes)).toEqual(AUTO)
  })
})
