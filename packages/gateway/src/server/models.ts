import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { unknownModel } from '../core/catalogue.ts'
import type { JsonObject, JsonValue } from '../core/json.ts'
import type { ModelRow, PriceRow, Range } from '../core/model.ts'
import { dollars } from '../core/money.ts'
import { requireScope } from './guard.ts'

/** The catalogue as data, in OpenAI's list shape, and which engines can serve each row now. */
export function modelRoutes(app: FastifyInstance, context: AppContext): void {
  const read = { preHandler: requireScope('read') }
  app.get('/v1/models', read, async () => ({
    object: 'list',
    data: context.catalogue.rows.map((row) => modelJson(context, row)),
  }))
  app.get<{ Params: { readonly id: string } }>('/v1/models/:id', read, async (request) => {
    const row = context.catalogue.find(request.params.id)
    if (row === undefined) throw unknownModel(request.params.id, context.catalogue)
    return modelJson(context, row)
  })
}

/** The vendor's ids end in a date, YYMMDD: when the model came out. */
function createdOf(id: string): number {
  const date = /(\d\d)(\d\d)(\d\d)$/.exec(id)
  return date === null ? 0 : Date.UTC(2000 + Number(date[1]), Number(date[2]) - 1, Number(date[3])) / 1000
}

function modelJson({ engines }: AppContext, row: ModelRow): JsonObject {
  const serving = engines.all.filter((engine) => engine.modelName(row) !== undefined)
  return {
    id: row.id,
    object: 'model',
    created: createdOf(row.id),
    owned_by: 'bytedance',
    aliases: row.aliases,
    status: row.status,
    successor: row.successor ?? null,
    text_to_image: row.textToImage,
    edit: row.edit,
    references: row.references,
    sequence: row.sequence,
    max_outputs: row.maxOutputs,
    max_references_plus_outputs: row.maxReferencesPlusOutputs ?? null,
    sizes: {
      default: row.sizes.default,
      adaptive: row.sizes.adaptive,
      exact: row.sizes.exact,
      tiers: row.sizes.tiers,
      presets: row.sizes.presets,
      pixels: rangeJson(row.sizes.pixels),
      side: rangeJson(row.sizes.side),
      aspect: rangeJson(row.sizes.aspect),
    },
    output_formats: [...row.formats],
    seed: row.seed.kind,
    guidance_scale: row.guidanceScale.kind === 'none' ? null : { ...row.guidanceScale },
    stream: row.stream,
    prompt_modes: row.promptModes,
    web_search: row.webSearch,
    backgrounds: row.backgrounds,
    max_layers: row.maxLayers,
    price_usd: row.price === undefined ? null : priceJson(row.price),
    engines: serving.map((engine) => engine.name),
  }
}

function rangeJson(range: Range | undefined): JsonValue {
  return range === undefined ? null : { min: range.min, max: range.max }
}

function priceJson({ output, split, references }: PriceRow): JsonObject {
  return {
    per_image: dollars(output),
    above_pixels: split?.pixels ?? null,
    per_image_above: split === undefined ? null : dollars(split.outputAbove),
    free_references: references?.free ?? null,
    per_reference: references === undefined ? null : dollars(references.each),
  }
}
