import { describe, expect, it } from 'vitest'

import { modelWith } from '../../test/rows.ts'
import { EMPTY_DRAFT, mostPictures, requestOf } from './draft.ts'
import type { Draft, DraftReference } from './draft.ts'
import { fixOf } from './fixes.ts'

const model = modelWith()

describe('a draft on the wire', () => {
  it('says no more than was chosen', () => {
    expect(requestOf(draftOf({ prompt: ' a heron ' }), model)).toEqual({
      model: model.id,
      prompt: 'a heron',
      watermark: false,
      n: 1,
    })
  })

  it('spells a story as a sequence, and a shape as its pixels', () => {
    const draft = draftOf({ story: true, count: 4, size: { kind: 'tier', tier: '2K', shape: '16:9' } })

    expect(requestOf(draft, model)).toMatchObject({
      size: '2848x1600',
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 4 },
    })
    expect(requestOf(draft, model)).not.toHaveProperty('n')
  })

  it('leaves out what the model has no word for', () => {
    const plain = modelWith({ sequence: false, output_formats: ['jpeg'], seed: 'none' })

    expect(requestOf(draftOf({ story: true, count: 2, format: 'png', seed: 7 }), plain)).toEqual({
      model: plain.id,
      prompt: '',
      watermark: false,
      n: 2,
    })
  })

  it('names references in the order of the tray', () => {
    const references = [ready('img_1'), ready('file_2')]

    expect(requestOf(draftOf({ references }), model).images).toEqual(['img_1', 'file_2'])
  })
})

describe('the number of pictures', () => {
  it('of a story leaves room for the references', () => {
    expect(mostPictures(draftOf({ story: true, references: [ready('a'), ready('b')] }))).toBe(13)
    expect(mostPictures(draftOf({ story: false }))).toBe(6)
  })
})

describe('a fix', () => {
  it.each([
    [
      'size',
      '2220x1665',
      { label: 'Use 2220 × 1665', change: { size: { kind: 'exact', text: '2220x1665' } } },
    ],
    ['size', '4K', { label: 'Use 4K', change: { size: { kind: 'tier', tier: '4K', shape: undefined } } }],
    ['n', 6, { label: 'Use 6', change: { count: 6 } }],
    [
      'sequential_image_generation',
      'disabled',
      { label: 'Draw separate pictures', change: { story: false } },
    ],
    ['output_format', 'jpeg', { label: 'Use jpeg', change: { format: 'jpeg' } }],
  ])('of %s takes the nearest legal value %s', (param, nearest, fix) => {
    expect(fixOf({ param, rule: 'r', message: 'm', nearest }, draftOf({}), model)).toEqual(fix)
  })

  it('of an unreadable reference takes it away', () => {
    const references = [ready('a'), ready('b')]

    expect(
      fixOf({ param: 'images[0]', rule: 'r', message: 'm' }, draftOf({ references }), model)?.change,
    ).toEqual({
      references: [references[1]],
    })
  })

  it('is left to the person where there is no nearest value', () => {
    expect(fixOf({ param: 'prompt', rule: 'required', message: 'm' }, draftOf({}), model)).toBeUndefined()
  })
})

function draftOf(part: Partial<Draft>): Draft {
  return { ...EMPTY_DRAFT, model, ...part }
}

function ready(reference: string): DraftReference {
  return { key: reference, name: reference, thumbnail: '', state: { kind: 'ready', reference } }
}
