import { sketch } from '@dreamgate/sketch'

import type { EngineEntry } from '../config/file.ts'
import type { ModelRow } from '../core/model.ts'
import type { Engine } from '../core/ports/engine.ts'
import { arkEngine } from '../engines/ark/ark-engine.ts'
import { openaiEngine } from '../engines/openai/openai-engine.ts'
import { sketchEngine } from '../engines/sketch/sketch-engine.ts'
import type { GuardedFetch } from '../lib/guarded-fetch.ts'
import { upstreamConnection } from '../lib/upstream-connection.ts'

/** One entry of the operator's list as an engine. */
export function engine(entry: EngineEntry, guarded: GuardedFetch): Engine {
  switch (entry.type) {
    case 'sketch':
      return sketchEngine(sketch())
    case 'ark':
      return arkEngine(
        {
          name: entry.name,
          apiKey: entry.api_key,
          baseUrl: entry.base_url,
          models: entry.models,
          afterCrash: entry.after_crash,
          prefix: entry.id_prefix ?? regionPrefix(entry.base_url),
        },
        upstreamConnection({
          baseUrl: entry.base_url,
          fetchStranger: (url, limits) => guarded.fetch(url, limits),
        }),
      )
    case 'openai':
      return openaiEngine(
        {
          name: entry.name,
          apiKey: entry.api_key,
          baseUrl: entry.base_url,
          models: entry.models ?? 'any',
          picturesPerAsk: entry.pictures_per_call,
          responseFormat: entry.response_format,
          customSize: entry.custom_size,
          masks: entry.masks,
          watermarks: entry.watermarks,
          seed: entry.seed,
          streams: entry.previews > 0,
          partialImages: entry.previews,
          free: entry.free,
          afterCrash: entry.after_crash,
        },
        upstreamConnection({
          baseUrl: entry.base_url,
          fetchStranger: (url, limits) => guarded.fetch(url, limits),
        }),
      )
    default:
      return entry satisfies never
  }
}

/** Volcengine spells every model `doubao-…`, BytePlus does not (vendor model lists, read 2026-10-08). */
function regionPrefix(baseUrl: string): string | undefined {
  return new URL(baseUrl).hostname.endsWith('.volces.com') ? 'doubao-' : undefined
}

/** The rows, with the `ep-…` ids the operator gave for them as further names: callers of Ark use those too. */
export function withEndpoints(
  rows: readonly ModelRow[],
  entries: readonly EngineEntry[],
): readonly ModelRow[] {
  return rows.map((row) => {
    const names = entries.flatMap((entry) => (entry.type === 'ark' ? (entry.models[row.id] ?? []) : []))
    const endpoints = names.filter((name) => name.startsWith('ep-'))
    return endpoints.length === 0 ? row : { ...row, aliases: [...row.aliases, ...endpoints] }
  })
}
