import { describe, expect, it } from 'vitest'

import { csv } from './csv.ts'

describe('CSV', () => {
  it('has a header and ends every line as RFC 4180 says, in the order of the columns', () => {
    expect(csv(['day', 'jobs'], [{ jobs: 2, day: '2026-11-20' }])).toBe('day,jobs\r\n2026-11-20,2\r\n')
    expect(csv(['day', 'jobs'], [])).toBe('day,jobs\r\n')
  })

  it('quotes what would end a cell or a line', () => {
    expect(
      csv(
        ['a'],
        ['a,b', 'say "x"', 'two\nlines', "it's"].map((a) => ({ a })),
      ),
    ).toBe('a\r\n"a,b"\r\n"say ""x"""\r\n"two\nlines"\r\nit\'s\r\n')
  })

  it('disarms what a spreadsheet would take for a formula, and leaves numbers alone', () => {
    const texts = ['=1+1', '+1', '-2', '-0.05', '-x', '@sum', '\t=1', '=cmd|"/c calc"!A1', '3=4']

    expect(
      csv(
        ['a'],
        texts.map((a) => ({ a })),
      ),
    ).toBe(
      [
        'a',
        "'=1+1",
        "'+1",
        '-2',
        '-0.05',
        "'-x",
        "'@sum",
        "'\t=1",
        '"\'=cmd|""/c calc""!A1"',
        '3=4',
        '',
      ].join('\r\n'),
    )
  })

  it('leaves a cell empty that a line does not have', () => {
    expect(csv(['a', 'b', 'c'], [{ a: 'total', c: 7 }])).toBe('a,b,c\r\ntotal,,7\r\n')
  })
})
