import { z } from 'zod'

import type { ListedPicture, ListedUsage, UpstreamFailure } from './picture-list.ts'

/**
 * What an upstream has answered so far, small enough to be written down before a picture is fetched. Pictures that
 * came inline are not in it, so a ticket with one missing is never `complete`.
 */
export type PictureTicket = {
  readonly results: readonly TicketResult[]
  /** Nothing more can come: every place of the answer is in `results`. */
  readonly complete: boolean
  readonly usage: ListedUsage | null
}

export type TicketResult =
  | { readonly index: number; readonly url: string }
  | { readonly index: number; readonly failure: UpstreamFailure }

const count = z.number().nullable()
const ticket = z.object({
  results: z.array(
    z.union([
      z.object({ index: z.int().nonnegative(), url: z.string() }),
      z.object({
        index: z.int().nonnegative(),
        failure: z.object({ code: z.string(), message: z.string(), param: z.string(), type: z.string() }),
      }),
    ]),
  ),
  complete: z.boolean(),
  usage: z.object({ generatedImages: count, inputTokens: count, outputTokens: count }).nullable(),
})

export function ticketOf(
  pictures: readonly ListedPicture[],
  { complete, usage }: { readonly complete: boolean; readonly usage: ListedUsage | undefined },
): PictureTicket {
  const results = pictures.flatMap((picture): TicketResult[] => {
    if (picture.kind === 'inline') return []
    const { index } = picture
    return [picture.kind === 'address' ? { index, url: picture.url } : { index, failure: picture.failure }]
  })
  return { results, complete: complete && results.length === pictures.length, usage: usage ?? null }
}

/** undefined when this is not a ticket of ours. */
export function readTicket(value: unknown): PictureTicket | undefined {
  return ticket.safeParse(value).data
}

export function listed(result: TicketResult): ListedPicture {
  return 'url' in result ? { kind: 'address', ...result } : { kind: 'failure', ...result }
}
