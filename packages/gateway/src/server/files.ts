import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { AppContext } from '../app/context.ts'
import { newFileId } from '../app/ids.ts'
import { owns } from '../core/caller.ts'
import { Fault } from '../core/fault.ts'
import type { JsonObject } from '../core/json.ts'
import type { StoredFile } from '../core/ports/records.ts'
import { keyOf } from './asking.ts'
import { requireScope } from './guard.ts'
import { readWire } from './read-body.ts'

type ById = { readonly id: string }

/** References uploaded once and used by id in later requests. */
export function fileRoutes(app: FastifyInstance, context: AppContext): void {
  const files = { preHandler: requireScope('files') }
  app.post('/v1/files', files, async (request) => fileJson(await upload(context, request)))
  app.get('/v1/files', files, async (request) => ({
    object: 'list',
    data: (await context.records.files.list(keyOf(request).ownerId)).map(fileJson),
  }))
  app.get<{ Params: ById }>('/v1/files/:id', files, async (request) =>
    fileJson(await ownFile(context, request)),
  )
  app.delete<{ Params: ById }>('/v1/files/:id', files, async (request) => {
    const { id } = await ownFile(context, request)
    await context.records.files.remove(id)
    return { id, object: 'file', deleted: true }
  })
}

async function upload(context: AppContext, request: FastifyRequest): Promise<StoredFile> {
  const { body } = await readWire(request, { accepts: ['form'] }, context.blobs)
  const part = body.kind === 'form' ? body.files.find(({ name }) => name === 'file') : undefined
  if (part?.source.kind !== 'blob') {
    const message = 'file is required: a form with the picture in the part "file".'
    throw new Fault('missing_field', message, { details: [{ param: 'file', rule: 'required', message }] })
  }
  const { blob } = part.source
  const bytes = (await context.blobs.head(blob)) ?? 0
  const now = context.clock.now()
  const file = {
    id: newFileId(now),
    ownerId: keyOf(request).ownerId,
    blob,
    name: 'file',
    bytes,
    createdAt: now,
  }
  await context.records.files.insert(file)
  return file
}

async function ownFile(context: AppContext, request: FastifyRequest<{ Params: ById }>): Promise<StoredFile> {
  const { id } = request.params
  const file = await context.records.files.find(id)
  if (file === undefined || !owns(keyOf(request), file.ownerId)) {
    throw new Fault('not_found', `There is no file ${id.slice(0, 80)}.`)
  }
  return file
}

function fileJson({ id, bytes, createdAt }: StoredFile): JsonObject {
  return { id, object: 'file', bytes, created_at: Math.floor(createdAt / 1000), purpose: 'vision' }
}
