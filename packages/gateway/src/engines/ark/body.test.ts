import { describe, expect, it } from 'vitest'

import { orderFor } from '../../../test/contracts/engine.ts'
import type { JsonObject } from '../../core/json.ts'
import type { ModelRow } from '../../core/model.ts'
import type { Order, OrderReference } from '../../core/ports/engine.ts'
import { models } from '../../models/index.ts'
import { arkBody, arkFields } from './body.ts'

/** Everything a caller can want at once; each row takes what it knows. */
const EVERYTHING: Partial<Order> = {
  seed: 7,
  guidanceScale: 3,
  format: 'png',
  background: 'opaque',
  webSearch: true,
  promptMode: 'standard',
  mode: 'sequence',
  count: 3,
}

const PLAIN = {
  prompt: 'a heron at dawn',
  size: '2048x2048',
  watermark: false,
  response_format: 'url',
}
const STORY = {
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
  stream: true,
}
const MODE = { optimize_prompt_options: { mode: 'standard' } }
const PRO = { ...MODE, output_format: 'png', background: 'opaque' }

/** What goes upstream when everything is wanted, row by row: beyond this, not one field. */
const BODIES: Readonly<Record<string, JsonObject>> = {
  'seedream-3-0-t2i-250415': { ...PLAIN, seed: 7, guidance_scale: 3 },
  'seededit-3-0-i2i-250628': { ...PLAIN, seed: 7, guidance_scale: 3 },
  'seedream-4-0-250828': { ...PLAIN, ...STORY, ...MODE },
  'seedream-4-5-251128': { ...PLAIN, ...STORY, ...MODE },
  'seedream-5-0-260128': {
    ...PLAIN,
    ...STORY,
    ...MODE,
    output_format: 'png',
    tools: [{ type: 'web_search' }],
  },
  'dola-seedream-5-0-pro-260628': { ...PLAIN, ...PRO, seed: 7 },
  'dola-seedream-5-0-flash-260915': { ...PLAIN, ...PRO, seed: 7 },
  'dola-seedream-5-5-261028': { ...PLAIN, ...PRO },
}

describe('the body for ark', () => {
  it('is known for every row of the catalogue', () => {
    expect(Object.keys(BODIES)).toEqual(models.map(({ id }) => id))
  })

  it.each(models.map((row) => [row.id, row] as const))(
    'has what %s takes and nothing else',
    async (id, row) => {
      expect(await bodyOf(row, EVERYTHING)).toEqual({ model: id, ...BODIES[id] })
    },
  )

  it.each(models.map((row) => [row.id, row] as const))(
    'is bare for %s when nothing is wished',
    async (id, row) => {
      expect(await bodyOf(row, {})).toEqual({ model: id, ...PLAIN })
    },
  )

  it('leaves out what the row refuses by name, although the row could use it', () => {
    const row = { ...rowOf('seedream-5-0-2'), refusedFields: ['stream', 'tools'] }

    const fields = arkFields(order(row, EVERYTHING))

    expect(Object.keys(fields)).not.toContain('stream')
    expect(Object.keys(fields)).not.toContain('tools')
    expect(fields).toMatchObject({ sequential_image_generation: 'auto' })
  })

  it.each([true, false])('always says whether there is a watermark: %s', (watermark) => {
    expect(fieldsOf('seedream-4-5', { watermark })).toMatchObject({ watermark })
  })

  it.each([
    ['a tier as the tier', 'seedream-4-0', 'tier', '2K'],
    ['a default that is a tier as the tier', 'dola-seedream-5-5', 'default', '2K'],
    ['an exact size as pixels', 'seedream-4-0', 'exact', '1280x720'],
    ['adaptive as the word where the row has it', 'seededit', 'adaptive', 'adaptive'],
    ['adaptive as pixels elsewhere', 'seedream-4-5', 'adaptive', '1280x720'],
  ] as const)('has %s', (...[, start, source, expected]) => {
    const tier = expected === '2K' ? '2K' : undefined
    const size = { width: 1280, height: 720, source, tier }

    expect(fieldsOf(start, { size })).toMatchObject({ size: expected })
  })

  it('asks for PNG where transparency is wanted, because the vendor’s default cannot hold it', () => {
    const fields = fieldsOf('dola-seedream-5-0-pro', { background: 'transparent' })

    expect(fields).toMatchObject({ background: 'transparent', output_format: 'png' })
  })

  it('leaves size to the source picture when it is taken apart into layers', async () => {
    const row = rowOf('dola-seedream-5-0-pro')
    const wish = { layers: true, prompt: '', size: { ...SQUARE, source: 'default', tier: '2K' } } as const

    expect(await bodyOf(row, { ...wish, format: 'jpeg', references: [reference('png')] })).toEqual({
      model: row.id,
      size: 'auto',
      layer_decomposition: true,
      watermark: false,
      response_format: 'url',
      image: 'data:image/png;base64,cG5n',
    })
  })

  it('has one reference as a string and several as a list, in order', async () => {
    const row = rowOf('seedream-4-0')

    const one = await bodyOf(row, { references: [reference('jpeg')] })
    const three = await bodyOf(row, { references: ['jpeg', 'webp', 'png'].map(reference) })

    expect(one['image']).toBe('data:image/jpeg;base64,anBlZw==')
    expect(three['image']).toEqual([
      'data:image/jpeg;base64,anBlZw==',
      'data:image/webp;base64,d2VicA==',
      'data:image/png;base64,cG5n',
    ])
  })

  it('has the prompt as it is, whatever is in it', () => {
    const prompt = '  "quoted"\n<bbox>1 2 3 4</bbox> 猫 \u{1F431} '

    expect(fieldsOf('seedream-4-0', { prompt, mode: 'sequence', count: 4 })).toMatchObject({ prompt })
  })
})

const SQUARE = { width: 2048, height: 2048 } as const

async function bodyOf(row: ModelRow, wish: Partial<Order>): Promise<JsonObject> {
  const pieces = await arkBody(order(row, wish))
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as JsonObject
}

function fieldsOf(start: string, wish: Partial<Order>): JsonObject {
  return arkFields(order(rowOf(start), wish))
}

function order(row: ModelRow, wish: Partial<Order>): Order {
  return { ...orderFor({ row, model: row.id }), ...wish }
}

function rowOf(start: string): ModelRow {
  const row = models.find(({ id }) => id.startsWith(start))
  if (row === undefined) throw new Error(`no row begins with ${start}`)
  return row
}

function reference(format: string): OrderReference {
  const mediaType = `image/${format}` as OrderReference['mediaType']
  return { mediaType, width: 64, height: 64, recipe: undefined, read: async () => Buffer.from(format) }
}
