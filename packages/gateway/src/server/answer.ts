import { Readable } from 'node:stream'

import type { FastifyReply } from 'fastify'

import type { JsonValue } from '../core/json.ts'
import type { BlobStore } from '../core/ports/blob-store.ts'
import { INLINE_PICTURE } from '../core/ports/dialect.ts'
import type { WireAnswer } from '../core/ports/dialect.ts'
import type { Records } from '../core/ports/records.ts'
import { base64Length, base64Of } from '../lib/base64-stream.ts'

export interface Pantry {
  readonly blobs: BlobStore
  readonly records: Records
}

/** Sends a dialect's answer; pictures named by `inlinePicture` are read and encoded on the way out. */
export async function send(reply: FastifyReply, answer: WireAnswer, pantry: Pantry): Promise<FastifyReply> {
  const pieces = await piecesOf(answer.body, pantry)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  reply.code(answer.status).headers({
    ...answer.headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': length,
  })
  const [only] = pieces
  if (pieces.length === 1 && only?.kind === 'text') return reply.send(only.text)
  return reply.send(Readable.from(textOf(pieces, pantry)))
}

/** The JSON text of a body, piece by piece. */
export async function* jsonOf(body: JsonValue, pantry: Pantry): AsyncGenerator<string> {
  yield* textOf(await piecesOf(body, pantry), pantry)
}

type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly length: number }
  | { readonly kind: 'picture'; readonly imageId: string; readonly length: number }

async function piecesOf(body: JsonValue, { records }: Pantry): Promise<readonly Piece[]> {
  const parts = JSON.stringify(body).split(INLINE_PICTURE)
  return Promise.all(
    parts.map(async (part, place): Promise<Piece> => {
      const image = place % 2 === 0 ? undefined : await records.images.find(part)
      if (place % 2 === 0) return { kind: 'text', text: part, length: Buffer.byteLength(part) }
      return { kind: 'picture', imageId: part, length: base64Length(image?.bytes ?? 0) }
    }),
  )
}

async function* textOf(pieces: readonly Piece[], { blobs, records }: Pantry): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      yield piece.text
      continue
    }
    const image = await records.images.find(piece.imageId)
    const content = image && (await blobs.get(image.blob))
    if (content === undefined) throw new Error(`the bytes of ${piece.imageId} are gone`)
    yield* base64Of(content)
  }
}
