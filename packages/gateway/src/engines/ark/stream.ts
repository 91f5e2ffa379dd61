import { z } from 'zod'

import { parseJson, pictureItem, usageCounts } from '../../lib/picture-list.ts'
import type { News, StreamVocabulary } from '../../lib/picture-stream.ts'
import type { ServerEvent } from '../../lib/sse-reader.ts'

const words = pictureItem.extend({
  type: z.string().nullish(),
  image_index: z.int().nonnegative().optional().catch(undefined),
  usage: usageCounts.nullish(),
})

/** The vendor's streaming page, read 2026-10-08. Its `completed` has counts and no picture, unlike OpenAI's. */
export const ARK_STREAM: StreamVocabulary = { read, saysWhenOver: true }

/** A picture that failed with this word is the last one. */
const LAST_WORD = 'InternalServiceError'

function read({ event, data }: ServerEvent): readonly News[] {
  const { data: told } = words.safeParse(parseJson(data))
  if (told === undefined) return []
  switch (told.type ?? event ?? '') {
    case 'image_generation.partial_succeeded':
      return [{ kind: 'picture', item: told, place: told.image_index }]
    case 'image_generation.partial_failed': {
      const over: readonly News[] = told.error?.code === LAST_WORD ? [{ kind: 'over' }] : []
      return [...over, { kind: 'picture', item: told, place: told.image_index }]
    }
    case 'image_generation.completed':
      return told.usage ? [{ kind: 'usage', usage: told.usage }, { kind: 'over' }] : [{ kind: 'over' }]
    default:
      return told.error ? [{ kind: 'refused', failure: told.error }] : []
  }
}
