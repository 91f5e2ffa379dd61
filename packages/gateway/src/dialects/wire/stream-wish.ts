import type { WireRequest } from '../../core/ports/dialect.ts'
import type { StreamWish, Vocabulary } from '../../core/request.ts'
import { broken } from './problem.ts'
import type { Reading } from './read-fields.ts'

const HEADER = 'x-dreamgate-stream'

export interface StreamFields {
  readonly stream: boolean | undefined
  /** Asks for OpenAI's vocabulary by its presence. */
  readonly partialImages: number | undefined
}

/** Does the caller want a stream, and in which words? The header decides over the body. */
export function streamWishOf(
  fields: StreamFields,
  headers: WireRequest['headers'],
  offered: readonly Vocabulary[],
): Reading<StreamWish | undefined> {
  const written = headers[HEADER]?.trim()
  const named = offered.find((vocabulary) => vocabulary === written)
  const problems = written === undefined || named !== undefined ? [] : [notOffered(written, offered)]
  if (fields.stream !== true) return { value: undefined, problems }
  const vocabulary = named ?? (fields.partialImages === undefined ? 'ark' : 'openai')
  return {
    value: { vocabulary, previews: vocabulary === 'openai' ? (fields.partialImages ?? 0) : 0 },
    problems,
  }
}

function notOffered(written: string, offered: readonly Vocabulary[]) {
  const must = offered.map((vocabulary) => `"${vocabulary}"`).join(' or ')
  return broken({ param: HEADER, rule: 'choice', must, value: written, nearest: offered[0] })
}
