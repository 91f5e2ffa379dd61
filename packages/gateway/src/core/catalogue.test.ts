import { describe, expect, it } from 'vitest'
import { models } from '../models/index.ts'
import { catalogue, unknownModel } from './catalogue.ts'

describe('the catalogue', () => {
  const known = catalogue(models)

  it('finds every row by its id and by each alias', () => {
    for (const row of models) {
      for (const name of [row.id, ...row.aliases]) expect(known.find(name), name).toBe(row)
    }
  })

  it('forgives case and blanks around a name', () => {
    expect(known.find(' Seedream-4.0\n')?.id).toBe('seedream-4-0-250828')
  })

  it.each(['', 'seedream', 'seedream-4', 'constructor', '__proto__'])('does not know %j', (name) => {
    expect(known.find(name)).toBeUndefined()
  })

  it('refuses two rows of one name', () => {
    const [row] = models
    expect(() => catalogue([...models, ...(row ? [row] : [])])).toThrow('Two models are called')
  })
})

describe('an unknown model', () => {
  const known = catalogue(models)

  it('is answered with the nearest name, ready to paste', () => {
    const fault = unknownModel('seedream-4-0-250829', known)

    expect(fault.code).toBe('model_not_found')
    expect(fault.param).toBe('model')
    expect(fault.message).toContain('"seedream-4-0-250829"')
    expect(fault.details).toEqual([
      { param: 'model', rule: 'model.known', message: fault.message, nearest: 'seedream-4-0-250828' },
    ])
  })

  it.each([
    ['seedream-4.1', 'seedream-4.0'],
    ['SEEDREAM-5.0-LIT', 'seedream-5.0-lite'],
    ['dola-seedream-5-5', 'dola-seedream-5-5-261028'],
    ['seededit-3-0', 'seededit-3-0-i2i-250628'],
  ])('%s is nearest to %s', (name, nearest) => {
    expect(unknownModel(name, known).details[0]?.nearest).toBe(nearest)
  })

  it('is not repeated at length', () => {
    expect(unknownModel('x'.repeat(100_000), known).message.length).toBeLessThan(250)
  })

  it('is refused by an empty catalogue too', () => {
    expect(unknownModel('seedream-4.0', catalogue([])).code).toBe('model_not_found')
  })
})
