import type { FastifyInstance } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { Fault } from '../core/fault.ts'

const FILE_NAME = /^(img_[0-9a-z]+)(?:\.[a-z]{3,4})?$/

/** Finished pictures at their permanent, unguessable addresses: for `<img>`, so without a key, and for nothing else. */
export function imageRoute(app: FastifyInstance, { records, blobs }: AppContext): void {
  app.get('/i/:file', { config: { open: true } }, async (request, reply) => {
    const { file } = request.params as { readonly file: string }
    const id = FILE_NAME.exec(file)?.[1]
    const image = id === undefined ? undefined : await records.images.find(id)
    if (image === undefined) throw new Fault('not_found', 'There is no such picture.')
    if (image.removedAt !== undefined) throw noLongerKept()
    const etag = `"${image.blob}"`
    reply.headers({
      etag,
      'content-type': image.mediaType,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    reply.header('content-length', image.bytes)
    if (request.method === 'HEAD') return reply.send()
    const content = await blobs.get(image.blob)
    if (content === undefined) throw noLongerKept()
    return reply.send(content)
  })
}

function noLongerKept(): Fault {
  return new Fault('not_found', 'The bytes of this picture are no longer kept.')
}
