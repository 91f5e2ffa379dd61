import { describe, expect, it } from 'vitest'

import { sourceOf } from './source.ts'

const LENIENT = { bareBase64: true, exactTypes: false }

describe('a reference as it is written', () => {
  it('looks at the head of a picture only, however long it is', () => {
    const base64 = 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(1_000_000)
    const began = performance.now()

    expect(sourceOf(`data:image/png;base64,${base64}`, LENIENT)).toMatchObject({ kind: 'inline' })
    expect(sourceOf(base64, LENIENT)).toMatchObject({ kind: 'inline', declaredType: undefined })
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('is a URL whoever its host is: only the gateway knows its own', () => {
    const url = 'HTTPS://elsewhere.example/i/img_0a1b.jpg?x=1'

    expect(sourceOf(url, LENIENT)).toEqual({ kind: 'url', url })
  })

  it.each([
    'img_',
    'image_1',
    '/i/img_0a1b/../x',
    'i/img_0a1b.jpg',
    'cat',
    '//host/a.png',
    'C:\\cat.png',
    'AAAA',
  ])('is refused when it is %s', (written) => {
    expect(sourceOf(written, LENIENT)).toHaveProperty('rule')
  })

  it('may be base64 broken into lines, and base64 for URLs', () => {
    const line = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf'

    expect(sourceOf(`${line}\r\n${line}==\n`, LENIENT)).toHaveProperty('kind', 'inline')
    expect(sourceOf(`${line}_-${line}`, LENIENT)).toHaveProperty('kind', 'inline')
  })
})
