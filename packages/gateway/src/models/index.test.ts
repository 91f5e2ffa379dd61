import { describe, expect, it } from 'vitest'
import { sizeBreaches } from '../core/size-limits.ts'
import { findTier, parsePixels } from '../core/size.ts'
import { models } from './index.ts'

const byId = new Map(models.map((row) => [row.id, row]))

describe('the catalogue’s rows', () => {
  it('share no id or alias, in any case', () => {
    const names = models.flatMap((row) => [row.id, ...row.aliases]).map((name) => name.toLowerCase())

    expect(new Set(names).size).toBe(names.length)
  })

  it('name successors that are live', () => {
    for (const row of models) {
      if (row.status === 'live') expect(row.successor, row.id).toBeUndefined()
      else expect(byId.get(row.successor ?? '')?.status, row.id).toBe('live')
    }
  })

  it('say where they come from, with a date', () => {
    for (const row of models) expect(row.source, row.id).toMatch(/20\d\d/)
  })
})

describe.each(models)('$id', (row) => {
  const tables = [...Object.values(row.sizes.tiers), row.sizes.presets]

  it('recommends only sizes that its own limits allow', () => {
    for (const preset of tables.flatMap((table) => Object.values(table))) {
      const pixels = parsePixels(preset)
      expect(pixels, preset).toBeDefined()
      if (pixels !== undefined) expect(sizeBreaches(pixels, row.sizes), preset).toEqual([])
    }
  })

  it('labels each recommended size with about its ratio', () => {
    for (const [label, preset] of tables.flatMap((table) => Object.entries(table))) {
      const [across = Number.NaN, down = Number.NaN] = label.split(':').map(Number)
      const { width, height } = parsePixels(preset) ?? { width: 0, height: 0 }
      expect(width / height / (across / down), `${label} ${preset}`).toBeCloseTo(1, 1)
    }
  })

  it('has a square in every table, because a tier is planned as its square', () => {
    for (const table of Object.values(row.sizes.tiers)) expect(table['1:1']).toMatch(/^(\d+)x\1$/)
  })

  it('has a default size that is legal for it', () => {
    const { default: size, adaptive } = row.sizes
    const pixels = parsePixels(size)
    const legal =
      (size === 'adaptive' && adaptive) ||
      findTier(size, row.sizes) !== undefined ||
      (pixels !== undefined && row.sizes.exact && sizeBreaches(pixels, row.sizes).length === 0)

    expect(legal).toBe(true)
  })

  it('can draw or edit, and has input rules exactly when it edits', () => {
    expect(row.textToImage || row.edit).toBe(true)
    expect(row.input !== undefined).toBe(row.edit)
    expect(row.references.max > 0).toBe(row.edit)
    expect(row.references.min > 0).toBe(!row.textToImage)
  })

  it('makes several pictures a call only as a sequence', () => {
    expect(row.maxOutputs > 1).toBe(row.sequence)
  })

  it('has prices in whole micro-dollars', () => {
    const { price } = row
    const prices = [
      price?.output,
      price?.split?.outputAbove,
      price?.references?.each,
      price?.layer?.output,
      price?.layer?.outputAbove,
    ]
    for (const micros of prices) expect(Number.isInteger(micros ?? 0)).toBe(true)
  })
})

describe('numbers from the vendor’s tables', () => {
  it.each([
    ['seedream-4-0-250828', '1K 21:9', '1512x648'],
    ['seedream-4-0-250828', '4K 21:9', '6240x2656'],
    ['seedream-4-5-251128', '2K 16:9', '2848x1600'],
    ['seedream-5-0-260128', '3K 16:9', '4096x2304'],
    ['dola-seedream-5-0-pro-260628', '1K 16:9', '1424x800'],
    ['dola-seedream-5-0-flash-260915', '1.5K 2:3', '1248x1872'],
    ['dola-seedream-5-5-261028', '2K 4:3', '2368x1776'],
  ])('%s draws %s as %s', (id, wish, size) => {
    const [tier = '', ratio = ''] = wish.split(' ')

    expect(byId.get(id)?.sizes.tiers[tier]?.[ratio]).toBe(size)
  })

  it.each([
    ['seedream-4-0-250828', 14],
    ['seedream-4-5-251128', 14],
    ['seedream-5-0-260128', 14],
    ['dola-seedream-5-0-pro-260628', 10],
    ['dola-seedream-5-0-flash-260915', 10],
    ['dola-seedream-5-5-261028', 10],
    ['seededit-3-0-i2i-250628', 1],
    ['seedream-3-0-t2i-250415', 0],
  ])('%s takes %i references', (id, references) => {
    expect(byId.get(id)?.references.max).toBe(references)
  })
})
