import { describe, expect, it } from 'vitest'

import { readFailure, readPictureList } from './picture-list.ts'

describe('a list of pictures', () => {
  it('has addresses, inline pictures and failures in their places', () => {
    const list = read({
      data: [
        { url: 'https://a.example/1', size: '1x1' },
        { b64_json: base64('two') },
        { error: { code: 'X', message: 'no' } },
        {},
      ],
    })

    expect(list?.pictures).toMatchObject([
      { kind: 'address', index: 0, url: 'https://a.example/1' },
      { kind: 'inline', index: 1, bytes: Buffer.from('two') },
      { kind: 'failure', index: 2, failure: { code: 'X', message: 'no' } },
      { kind: 'failure', index: 3, failure: { code: '' } },
    ])
  })

  it.each([
    ['naked base64', base64('picture')],
    ['a data URI', `data:image/png;base64,${base64('picture')}`],
  ])('takes %s', (_, b64_json) => {
    expect(read({ data: [{ b64_json }] })?.pictures).toMatchObject([{ bytes: Buffer.from('picture') }])
  })

  it.each([
    [
      'escaped slashes',
      `{"data":[{"b64_json":"${Buffer.from('\u00ff\u00ff\u00ff', 'latin1').toString('base64').replaceAll('/', '\\/')}"}]}`,
    ],
    [
      'spaces around the colon',
      `{"data":[{"b64_json" :\n "${Buffer.from('\u00ff\u00ff\u00ff', 'latin1').toString('base64')}"}]}`,
    ],
  ])('reads base64 with %s', (_, text) => {
    expect(readPictureList(Buffer.from(text))?.pictures).toMatchObject([
      { bytes: Buffer.from([255, 255, 255]) },
    ])
  })

  it('is not misled by words that only look like a picture', () => {
    const list = read({
      data: [{ b64_json: null, url: 'https://a.example/"b64_json":"#0"' }, { b64_json: base64('b') }],
    })

    expect(list?.pictures).toMatchObject([{ kind: 'address' }, { kind: 'inline', bytes: Buffer.from('b') }])
  })

  it('has counts where the upstream counts', () => {
    const usage = { generated_images: 2, output_tokens: 'many', total_tokens: 9 }

    expect(read({ data: [], usage })?.usage).toEqual({
      generatedImages: 2,
      inputTokens: null,
      outputTokens: null,
    })
  })

  it.each([['<html>'], ['{}'], ['[]'], ['{"data":7}'], ['']])('is not %j', (text) => {
    expect(readPictureList(Buffer.from(text))).toBeUndefined()
  })
})

describe('the words of a failure', () => {
  it.each([
    [
      '{"error":{"code":"X","message":"no","param":null,"type":"T"}}',
      { code: 'X', message: 'no', param: '', type: 'T' },
    ],
    ['{"error":{"code":400}}', { code: '400', message: '', param: '', type: '' }],
    ['{"error":"no"}', { code: '', message: 'no', param: '', type: '' }],
    ['{"message":"no"}', undefined],
    ['nothing', undefined],
  ])('in %s are read', (text, expected) => {
    expect(readFailure(Buffer.from(text))).toEqual(expected)
  })
})

function read(answer: object): ReturnType<typeof readPictureList> {
  return readPictureList(Buffer.from(JSON.stringify(answer)))
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
