import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import { Fault } from '../core/fault.ts'
import type { BlobStore } from '../core/ports/blob-store.ts'
import type { SubmitRoute, WireBody, WireFile, WireRequest } from '../core/ports/dialect.ts'

export const MEBIBYTE = 1_048_576
export const MAX_JSON_BYTES = 150 * MEBIBYTE
export const MAX_FILE_BYTES = 30 * MEBIBYTE
/** More than one read of a socket brings: the parser never wakes up again from a full buffer of a part that it skips. */
const PART_BUFFER_BYTES = 256 * 1024
export const MAX_FILES = 16
export const MAX_FIELDS = 200
export const MAX_FIELD_BYTES = 50 * MEBIBYTE
/** All text of a form, which is held in memory as JSON is. */
const MAX_TEXT_BYTES = MAX_JSON_BYTES

/** JSON is parsed whole; anything else that is not a form is refused by name. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json(?:;|$)/i,
    { parseAs: 'buffer' },
    (_, body, done) => {
      try {
        done(null, JSON.parse(body.toString()))
      } catch (error) {
        done(notJson(error))
      }
    },
  )
  app.addContentTypeParser('*', (request, _, done) => {
    done(notAccepted(request.headers['content-type']))
  })
}

/** The request as a dialect reads it. Files of a form are in the blob store when this resolves, its text in memory. */
export async function readWire(
  request: FastifyRequest,
  route: Pick<SubmitRoute, 'accepts'>,
  blobs: BlobStore,
): Promise<WireRequest> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
  return { headers, body: await readBody(request, route, blobs) }
}

async function readBody(
  request: FastifyRequest,
  { accepts }: Pick<SubmitRoute, 'accepts'>,
  blobs: BlobStore,
): Promise<WireBody> {
  if (request.isMultipart()) {
    if (!accepts.includes('form')) throw notAccepted(request.headers['content-type'])
    try {
      return await readForm(request, blobs)
    } catch (error) {
      // The parser waits for a reader of the next part, and the connection with it: its next request would hang.
      request.raw.unpipe().resume()
      throw error
    }
  }
  if (request.body === undefined) throw notAccepted(request.headers['content-type'])
  return { kind: 'json', value: request.body }
}

async function readForm(request: FastifyRequest, blobs: BlobStore): Promise<WireBody> {
  const fields: (readonly [string, string])[] = []
  const files: WireFile[] = []
  let textBytes = 0
  for await (const part of request.parts({
    fileHwm: PART_BUFFER_BYTES,
    limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fieldSize: MAX_FIELD_BYTES, fields: MAX_FIELDS },
  })) {
    if (part.type === 'file') {
      const { key } = await blobs.put(wholeFile(part))
      files.push({ name: named(part.fieldname), source: { kind: 'blob', blob: key } })
    } else {
      const text = textOf(part.value)
      const bytes = Buffer.byteLength(text)
      request.takeRoom(bytes)
      textBytes += bytes
      if (part.valueTruncated) throw tooLarge(part.fieldname, `The field ${part.fieldname}`, MAX_FIELD_BYTES)
      if (textBytes > MAX_TEXT_BYTES) throw tooLarge(part.fieldname, 'The text of this form', MAX_TEXT_BYTES)
      fields.push([named(part.fieldname), text])
    }
  }
  return { kind: 'form', fields, files }
}

/**
 * The parser cuts a file that is too large and ends it as if that were all; broken off instead, the blob store keeps
 * nothing of it. What it has must not be removed afterwards: somebody may own a file that is just the same.
 */
async function* wholeFile({ file, fieldname }: MultipartFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) yield chunk as Uint8Array
  if (file.truncated) throw tooLarge(fieldname, `The file ${fieldname}`, MAX_FILE_BYTES)
}

/** The parser's types know no part without a name; callers do. */
function named(name: string | undefined): string {
  if (name !== undefined && name !== '') return name
  const message = 'Every part of the form must have a name; one has none.'
  throw new Fault('invalid_request', message, { details: [{ param: 'body', rule: 'part.name', message }] })
}

function tooLarge(param: string, what: string, maxBytes: number): Fault {
  const message = `${what} is larger than ${maxBytes / MEBIBYTE} MB.`
  return new Fault('too_large', message, { details: [{ param, rule: 'body.bytes', message }] })
}

/** A field that says of itself that it is JSON was parsed already; dialects read every field as text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function notAccepted(contentType: string | undefined): Fault {
  const message =
    contentType === undefined
      ? 'A JSON body is due here: send content-type: application/json.'
      : `content-type ${JSON.stringify(contentType.slice(0, 80))} is not read here: send application/json.`
  return new Fault('unsupported_media_type', message, {
    details: [{ param: 'content-type', rule: 'body.type', message }],
  })
}

function notJson(error: unknown): Fault {
  const why = error instanceof Error ? error.message : 'it cannot be read'
  const message = `The body is not valid JSON: ${why}.`
  return new Fault('invalid_request', message, { details: [{ param: 'body', rule: 'json', message }] })
}
