import { describe, expect, it } from 'vitest'
import { models } from '../models/index.ts'
import { catalogue } from './catalogue.ts'
import type { ModelRow, SizeRules } from './model.ts'
import { nearestSize, sayable, sizeBreaches, type Pixels } from './size-limits.ts'
import { parsePixels, planSize } from './size.ts'

const known = catalogue(models)
const nothing = { defaultSize: undefined, reference: undefined }

describe('the planned size', () => {
  it('of an exact size is that size', () => {
    const planned = planSize(
      { kind: 'exact', width: 1500, height: 1000, maxSide: undefined },
      rowOf('seedream-4.0'),
      nothing,
    )

    expect(planned).toEqual({ width: 1500, height: 1000, source: 'exact', tier: undefined })
  })

  it.each([
    { model: 'seedream-4.0', word: '1k', tier: '1K', side: 1024 },
    { model: 'seedream-4.0', word: '4K', tier: '4K', side: 4096 },
    { model: 'seedream-5.0-lite', word: ' 3k ', tier: '3K', side: 3072 },
    { model: 'seedream-5-0-pro-260628', word: '1.5K', tier: '1.5K', side: 1536 },
  ])('of $model at tier $word is the square of $tier', ({ model, word, tier, side }) => {
    const planned = planSize({ kind: 'tier', tier: word }, rowOf(model), nothing)

    expect(planned).toEqual({ width: side, height: side, source: 'tier', tier })
  })

  it.each([
    { model: 'seedream-3-0-t2i-250415', source: 'default', side: 1024, tier: undefined },
    { model: 'seedream-4.0', source: 'default', side: 2048, tier: undefined },
    { model: 'seedream-4.5', source: 'default', side: 2048, tier: undefined },
    { model: 'seedream-5.0-lite', source: 'default', side: 2048, tier: undefined },
    { model: 'seedream-5-0-pro-260628', source: 'tier', side: 2048, tier: '2K' },
    { model: 'seedream-5-0-flash-260915', source: 'tier', side: 2048, tier: '2K' },
    { model: 'seedream-5-5-261028', source: 'tier', side: 2048, tier: '2K' },
  ])('of $model is the row’s own when nobody says one: $side, $source', ({ model, source, side, tier }) => {
    const planned = planSize({ kind: 'default' }, rowOf(model), nothing)

    expect(planned).toEqual({ width: side, height: side, source, tier })
  })

  it('takes the route’s default where the row allows it', () => {
    const context = { defaultSize: '1024x1024', reference: undefined }
    const planned = planSize({ kind: 'default' }, rowOf('seedream-4.0'), context)

    expect(planned).toEqual({ width: 1024, height: 1024, source: 'default', tier: undefined })
  })

  it.each([
    ['seedream-4.5', '1024x1024'],
    ['seedream-5.0-lite', '1K'],
    ['seedream-4.0', 'adaptive'],
    ['seedream-4.0', 'nonsense'],
  ])('of %s passes over a route default of %s', (model, defaultSize) => {
    const planned = planSize({ kind: 'default' }, rowOf(model), { defaultSize, reference: undefined })

    expect(planned).toEqual({ width: 2048, height: 2048, source: 'default', tier: undefined })
  })

  it.each([
    [4000, 3000, '1152x864'],
    [3000, 4000, '864x1152'],
    [1920, 1080, '1280x720'],
    [1080, 1920, '720x1280'],
    [999, 1000, '1024x1024'],
    [3000, 2001, '1248x832'],
    [3440, 1440, '1512x648'],
    [9000, 3000, '1512x648'],
    [15, 15, '1024x1024'],
  ])('of SeedEdit follows a %ix%i reference to %s', (width, height, preset) => {
    const row = rowOf('seededit-3-0-i2i-250628')
    const context = { defaultSize: 'adaptive', reference: { width, height } }
    const expected = { ...parsePixels(preset), source: 'adaptive', tier: undefined }

    expect(planSize({ kind: 'adaptive' }, row, context)).toEqual(expected)
    expect(planSize({ kind: 'default' }, row, context)).toEqual(expected)
    expect(planSize({ kind: 'default' }, row, { ...context, defaultSize: '1024x1024' })).toEqual(expected)
  })

  it.each([
    ['1500x1000', '1500x1000'],
    ['640x640', '960x960'],
    ['4000x4000', '2150x2150'],
  ])('of layers without a size is the reference’s own %s, brought into range: %s', (reference, base) => {
    const context = { defaultSize: undefined, reference: pixelsOf(reference), layers: true }
    const planned = planSize({ kind: 'default' }, rowOf('seedream-5-0-pro-260628'), context)

    expect(planned).toEqual({ ...pixelsOf(base), source: 'default', tier: undefined })
  })
})

describe('the nearest legal size', () => {
  it.each([
    ['seedream-5.0-lite', '1280x720', '2560x1440'],
    ['seedream-5.0-lite', '1920x1080', '2560x1440'],
    ['seedream-4.5', '1024x1024', '1920x1920'],
    ['seedream-4.0', '512x512', '960x960'],
    ['seedream-4.0', '5000x5000', '4096x4096'],
    ['seedream-5-0-pro-260628', '4096x4096', '2150x2150'],
    ['seedream-3-0-t2i-250415', '256x256', '512x512'],
    ['seedream-3-0-t2i-250415', '4096x2304', '2048x1152'],
    ['seedream-3-0-t2i-250415', '256x4096', '512x2048'],
  ])('on %s to %s is %s', (model, asked, expected) => {
    const { sizes } = rowOf(model)

    expect(nearestSize(pixelsOf(asked), sizes)).toEqual(pixelsOf(expected))
  })

  it('is legal on every row whatever was asked, and keeps the ratio where the row can', () => {
    const random = lehmer(20_261_120)
    for (const { id, sizes } of models.filter((row) => row.sizes.exact)) {
      for (let round = 0; round < 1500; round += 1) {
        const asked = { width: Math.ceil(10 ** (random() * 6)), height: Math.ceil(10 ** (random() * 6)) }
        const near = nearestSize(asked, sizes)
        const label = `${id}: ${asked.width}x${asked.height} → ${near.width}x${near.height}`

        expect(sizeBreaches(near, sizes), label).toEqual([])
        expect(Number.isInteger(near.width) && Number.isInteger(near.height), label).toBe(true)
        const ratio = asked.width / asked.height
        if (ratio > 1 / 3.9 && ratio < 3.9)
          expect(Math.abs(Math.log(near.width / near.height / ratio)), label).toBeLessThan(0.005)
      }
    }
  })

  it('is the size itself when that is legal', () => {
    for (const { sizes } of models) {
      for (const preset of Object.values(sizes.tiers).flatMap((table) => Object.values(table))) {
        const pixels = pixelsOf(preset)
        expect(nearestSize(pixels, sizes)).toEqual(pixels)
      }
    }
  })

  it('stays put at every corner of the range', () => {
    for (const { sizes } of models.filter((row) => row.sizes.pixels !== undefined)) {
      for (const ratio of [1 / 1000, 1 / 16.001, 1 / 16, 1, 16, 16.001, 1000]) {
        for (const area of [1, sizes.pixels?.min ?? 1, sizes.pixels?.max ?? 1, 1e9]) {
          const asked = {
            width: Math.max(Math.round(Math.sqrt(area * ratio)), 1),
            height: Math.max(Math.round(Math.sqrt(area / ratio)), 1),
          }
          expect(sizeBreaches(nearestSize(asked, sizes), sizes)).toEqual([])
        }
      }
    }
  })
})

describe('the nearest legal size of at most 4096 a side', () => {
  const MAX_SIDE = 4096

  it.each([
    ['seedream-4.5', '4096x256', '4096x900'],
    ['seedream-4.5', '256x4096', '900x4096'],
    ['seedream-4.5', '4096x901', '4096x901'],
    ['seedream-4.5', '455x100', '4096x901'],
    ['seedream-5.0-lite', '1280x720', '2560x1440'],
    ['seedream-4.0', '4096x64', '3840x240'],
    ['seedream-3-0-t2i-250415', '4096x2304', '2048x1152'],
  ])('on %s to %s is %s', (model, asked, expected) => {
    const rules = sayable(rowOf(model).sizes, MAX_SIDE)

    expect(nearestSize(pixelsOf(asked), rules)).toEqual(pixelsOf(expected))
  })

  it('is legal on every row, and gives up no more of the ratio than it must', () => {
    for (const { id, sizes } of models.filter((row) => row.sizes.exact)) {
      const rules = sayable(sizes, MAX_SIDE)
      const steepest = steepestRatio(rules, Math.min(MAX_SIDE, sizes.side?.max ?? MAX_SIDE))
      for (const asked of everyShape(MAX_SIDE)) {
        const near = nearestSize(asked, rules)
        const label = `${id}: ${asked.width}x${asked.height} → ${near.width}x${near.height}`

        expect(sizeBreaches(near, sizes), label).toEqual([])
        expect(Math.max(near.width, near.height), label).toBeLessThanOrEqual(MAX_SIDE)
        expect(Number.isInteger(near.width) && Number.isInteger(near.height), label).toBe(true)
        const ratio = Math.min(Math.max(asked.width / asked.height, 1 / steepest), steepest)
        expect(Math.abs(Math.log(near.width / near.height / ratio)), label).toBeLessThan(0.005)
      }
    }
  })

  it('is the nearest one of the row where no side is limited', () => {
    for (const { sizes } of models) expect(sayable(sizes, undefined)).toEqual(sizes)
  })
})

describe('a written size', () => {
  it.each(['2048X1024', ' 2048x1024 '])('%j is read', (text) => {
    expect(parsePixels(text)).toEqual({ width: 2048, height: 1024 })
  })

  it.each(['2K', '1024', 'x', '-1x2', '1e3x2', '1024*1024', '1.5x2', '9999999x1', ''])(
    '%j is not pixels',
    (text) => {
      expect(parsePixels(text)).toBeUndefined()
    },
  )
})

/** Lehmer's generator: the same numbers every run, 0 to 1. */
function lehmer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** By trying every short side there is. */
function steepestRatio(rules: SizeRules, width: number): number {
  const heights = Array.from({ length: width }, (_, index) => index + 1)
  return width / (heights.find((height) => sizeBreaches({ width, height }, rules).length === 0) ?? width)
}

/** Ratios from 1:64 to 64:1 in steps too fine to step over a corner, each small and as large as can be said. */
function everyShape(maxSide: number): readonly Pixels[] {
  const ratios = Array.from({ length: 833 }, (_, index) => 2 ** ((index - 416) / 69.3))
  return ratios.flatMap((ratio) =>
    [maxSide, 1000, 64].map((long) => ({
      width: Math.max(1, Math.round(ratio < 1 ? long * ratio : long)),
      height: Math.max(1, Math.round(ratio < 1 ? long : long / ratio)),
    })),
  )
}

function pixelsOf(text: string): Pixels {
  const pixels = parsePixels(text)
  if (pixels === undefined) throw new Error(`${text} is not pixels`)
  return pixels
}

function rowOf(name: string): ModelRow {
  const row = known.find(name)
  if (row === undefined) throw new Error(`no row ${name}`)
  return row
}
