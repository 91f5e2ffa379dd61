import { describe, expect, it } from 'vitest'
import { models } from '../models/index.ts'
import { catalogue } from './catalogue.ts'
import type { ModelRow } from './model.ts'
import { usd } from './money.ts'
import { costOf, mostItCanCost, type PlannedPurchase } from './price.ts'

const known = catalogue(models)
const picture = (width: number, height: number) => [{ width, height }]

describe('the cost of what was delivered', () => {
  // Vendor price pages, read 2026-10-08; 5.5 from resellers.
  it.each([
    { id: 'seededit-3-0-i2i-250628', size: '1248x832', references: 1, dollars: 0.03 },
    { id: 'seedream-4-0-250828', size: '2048x2048', references: 14, dollars: 0.03 },
    { id: 'seedream-4-5-251128', size: '4096x4096', references: 0, dollars: 0.04 },
    { id: 'seedream-5-0-260128', size: '3072x3072', references: 3, dollars: 0.035 },
    { id: 'dola-seedream-5-0-pro-260628', size: '1024x1024', references: 0, dollars: 0.045 },
    { id: 'dola-seedream-5-0-pro-260628', size: '2352x1008', references: 1, dollars: 0.045 },
    { id: 'dola-seedream-5-0-pro-260628', size: '2610x1000', references: 0, dollars: 0.045 },
    { id: 'dola-seedream-5-0-pro-260628', size: '2611x1000', references: 0, dollars: 0.09 },
    { id: 'dola-seedream-5-0-pro-260628', size: '2048x2048', references: 3, dollars: 0.096 },
    { id: 'dola-seedream-5-0-flash-260915', size: '2816x1584', references: 10, dollars: 0.018 },
    { id: 'dola-seedream-5-5-261028', size: '1536x1536', references: 0, dollars: 0.02 },
    { id: 'dola-seedream-5-5-261028', size: '1280x720', references: 2, dollars: 0.036 },
    { id: 'dola-seedream-5-5-261028', size: '2048x2048', references: 1, dollars: 0.043 },
  ])('$id at $size with $references references is $dollars dollars', ({ id, size, references, dollars }) => {
    const [width = 0, height = 0] = size.split('x').map(Number)
    const images = picture(width, height)

    expect(costOf({ row: rowOf(id), images, references, layers: false, asks: 1 })).toBe(usd(dollars))
  })

  it('draws every 2K preset of pro at the higher price and every smaller one at the lower', () => {
    const row = rowOf('dola-seedream-5-0-pro-260628')
    for (const [tier, dollars] of [
      ['1K', 0.045],
      ['1.5K', 0.045],
      ['2K', 0.09],
    ] as const) {
      for (const preset of Object.values(row.sizes.tiers[tier] ?? {})) {
        const [width = 0, height = 0] = preset.split('x').map(Number)
        const images = picture(width, height)
        expect(costOf({ row, images, references: 0, layers: false, asks: 1 }), preset).toBe(usd(dollars))
      }
    }
  })

  it('counts each picture by its own size, and the references once an ask', () => {
    const row = rowOf('dola-seedream-5-0-pro-260628')
    const images = [...picture(1024, 1024), ...picture(2048, 2048)]

    expect(costOf({ row, images, references: 2, layers: false, asks: 2 })).toBe(usd(0.045 + 0.09 + 2 * 0.003))
  })

  it('charges layers at the layer price, and by the picture where none is known', () => {
    const images = [...picture(1024, 1024), ...picture(1024, 1024), ...picture(1024, 1024)]
    const cost = (id: string) => costOf({ row: rowOf(id), images, references: 1, layers: true, asks: 1 })

    expect(cost('dola-seedream-5-0-pro-260628')).toBe(usd(3 * 0.0225))
    expect(cost('dola-seedream-5-5-261028')).toBe(usd(3 * 0.02 + 0.008))
  })

  it('is nothing when nothing came, and nothing without a price', () => {
    const nothing = { images: [], references: 5, layers: false, asks: 1 }
    expect(costOf({ row: rowOf('dola-seedream-5-5-261028'), ...nothing })).toBe(0)

    const made = { images: picture(1024, 1024), references: 0, layers: false, asks: 1 }
    expect(costOf({ row: rowOf('seedream-3-0-t2i-250415'), ...made })).toBe(0)
  })
})

describe('the most a plan can cost', () => {
  const plan: Omit<PlannedPurchase, 'row'> = {
    size: { width: 1024, height: 1024, source: 'exact', tier: undefined },
    count: 1,
    references: 0,
    layers: false,
    asks: 1,
  }

  it('is the price of the exact size', () => {
    expect(mostItCanCost({ row: rowOf('dola-seedream-5-0-pro-260628'), ...plan })).toBe(usd(0.045))
  })

  it('takes the dearer half for a tier, because the model picks the ratio', () => {
    const size = { width: 1024, height: 1024, source: 'tier', tier: '1K' } as const
    expect(mostItCanCost({ row: rowOf('dola-seedream-5-0-pro-260628'), ...plan, size })).toBe(usd(0.09))
  })

  it('counts pictures, and references once an ask', () => {
    const row = rowOf('dola-seedream-5-5-261028')
    expect(mostItCanCost({ row, ...plan, count: 3, references: 2, asks: 3 })).toBe(usd(3 * 0.02 + 6 * 0.008))
  })

  it('reserves for the base and every layer there may be', () => {
    const row = rowOf('dola-seedream-5-0-pro-260628')
    expect(mostItCanCost({ row, ...plan, references: 1, layers: true })).toBe(17 * usd(0.045))
  })

  it('is nothing without a price', () => {
    expect(mostItCanCost({ row: rowOf('seedream-3-0-t2i-250415'), ...plan })).toBe(0)
  })

  it('is never passed by any delivery of that many pictures', () => {
    for (const row of models) {
      for (const tier of Object.keys(row.sizes.tiers)) {
        const size = { width: 1024, height: 1024, source: 'tier', tier } as const
        const most = mostItCanCost({ row, ...plan, size, count: 2, references: 3 })
        for (const preset of Object.values(row.sizes.tiers[tier] ?? {})) {
          const [width = 0, height = 0] = preset.split('x').map(Number)
          const images = [...picture(width, height), ...picture(width, height)]
          const cost = costOf({ row, images, references: 3, layers: false, asks: 1 })
          expect(cost, `${row.id} ${preset}`).toBeLessThanOrEqual(most)
        }
      }
    }
  })
})

function rowOf(id: string): ModelRow {
  const row = known.find(id)
  if (row === undefined) throw new Error(`no row ${id}`)
  return row
}
