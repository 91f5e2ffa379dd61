import { z } from 'zod'

import type { PreviewType } from '../../lib/picture-events.ts'
import { parseJson, pictureItem, usageCounts } from '../../lib/picture-list.ts'
import type { News, StreamVocabulary } from '../../lib/picture-stream.ts'
import type { ServerEvent } from '../../lib/sse-reader.ts'

const words = pictureItem.extend({
  type: z.string().nullish(),
  output_format: z.string().nullish(),
  usage: usageCounts.nullish(),
})
type Told = z.output<typeof words>

/** OpenAI's image events (types of openai 7.55.0, 2026-11-10), for generations and edits alike. */
export const OPENAI_STREAM: StreamVocabulary = { read, saysWhenOver: false }

const PREVIEW_TYPES: Readonly<Record<string, PreviewType>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
}

function read({ event, data }: ServerEvent): readonly News[] {
  const { data: told } = words.safeParse(parseJson(data))
  if (told === undefined) return []
  switch ((told.type ?? event ?? '').replace(/^image_(?:generation|edit)\./, '')) {
    case 'partial_image':
      return preview(told)
    case 'completed':
      return [{ kind: 'picture', item: told, place: undefined }, ...usageOf(told)]
    default:
      return told.error ? [{ kind: 'refused', failure: told.error }] : []
  }
}

function preview({ b64_json: base64, output_format: format }: Told): readonly News[] {
  if (!base64) return []
  const mediaType = PREVIEW_TYPES[format ?? 'png'] ?? 'image/png'
  return [{ kind: 'preview', bytes: Buffer.from(base64, 'base64'), mediaType }]
}

function usageOf({ usage }: Told): readonly News[] {
  return usage ? [{ kind: 'usage', usage }] : []
}
