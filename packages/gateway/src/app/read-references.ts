import { Buffer } from 'node:buffer'
import { buffer } from 'node:stream/consumers'

import { Fault } from '../core/fault.ts'
import { owns } from '../core/caller.ts'
import type { Key } from '../core/caller.ts'
import type { Image, Reference } from '../core/image.ts'
import type { ModelRow } from '../core/model.ts'
import type { BlobKey } from '../core/ports/blob-store.ts'
import type { ReferenceSource, Submission } from '../core/request.ts'
import type { AppContext } from './context.ts'

/** An address of ours, wherever it is reached: `…/i/img_….jpg`. The id is unguessable, so the host need not match. */
const OWN_ADDRESS = /\/i\/(img_[0-9a-z]+)(?:\.[a-z]+)?(?:[?#].*)?$/

/** How one reference is read: by whom, and how large it may be. */
interface Reading {
  readonly key: Key
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** Every reference and the mask as blobs, sniffed and measured. Fault: reference_unreadable, naming each that is not. */
export async function readReferences(
  context: AppContext,
  submission: Submission,
  by: { readonly key: Key; readonly row: ModelRow; readonly signal: AbortSignal },
): Promise<{ readonly references: readonly Reference[]; readonly mask: Reference | undefined }> {
  const { key, row, signal } = by
  const reading = { key, maxBytes: row.input?.maxBytes ?? context.settings.maxReferenceBytes, signal }
  const { references, mask } = submission.request
  const named = references.map((source, index) => ({
    source,
    name: submission.referenceNames[index] ?? 'image',
  }))
  const masks = mask === undefined ? [] : [{ source: mask, name: submission.names.mask }]
  const read = await allOf(
    [...named, ...masks].map(({ source, name }) => readOne(context, { source, name }, reading)),
  )
  return { references: read.slice(0, references.length), mask: read[references.length] }
}

/** All values, or one fault with what is wrong with each. A failure of ours comes before any of the caller's. */
async function allOf(readings: readonly Promise<Reference>[]): Promise<readonly Reference[]> {
  const settled = await Promise.allSettled(readings)
  const thrown = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const unreadable = thrown.filter(isUnreadable)
  if (unreadable.length < thrown.length) throw thrown.find((one) => !isUnreadable(one))
  const [first] = unreadable
  if (first !== undefined) {
    const details = unreadable.flatMap((fault) => fault.details)
    throw new Fault(first.code, first.message, { details, cause: first.cause })
  }
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

function isUnreadable(thrown: unknown): thrown is Fault {
  return thrown instanceof Fault && thrown.code === 'reference_unreadable'
}

async function readOne(
  context: AppContext,
  { source, name }: { readonly source: ReferenceSource; readonly name: string },
  reading: Reading,
): Promise<Reference> {
  try {
    const found = await blobOf(context, source, reading)
    return await context.looking.take(() => measured(context, found, reading.key))
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code === 'internal') throw thrown
    const message = `${name}: ${thrown.message}`
    const code = thrown.code === 'too_large' ? 'reference_unreadable' : thrown.code
    throw new Fault(code, message, {
      details: [{ param: name, rule: 'reference.readable', message }],
      cause: thrown,
    })
  }
}

interface Found {
  readonly blob: BlobKey
  readonly imageId: string | undefined
}

async function blobOf(context: AppContext, source: ReferenceSource, reading: Reading): Promise<Found> {
  switch (source.kind) {
    case 'blob':
      return { blob: source.blob, imageId: undefined }
    case 'image':
      return ownImage(context, source.id)
    case 'file':
      return { blob: await ownFile(context, source.id, reading.key), imageId: undefined }
    case 'inline':
      return { blob: await inlined(context, source.base64, reading), imageId: undefined }
    case 'url':
      return fetched(context, source.url, reading)
    default:
      return source satisfies never
  }
}

async function ownImage(context: AppContext, id: string): Promise<Found> {
  const image = await context.records.images.find(id)
  if (image === undefined) throw new Fault('reference_unreadable', `there is no picture ${id} here.`)
  return foundIn(context, image)
}

async function foundIn(context: AppContext, { id, blob, removedAt }: Image): Promise<Found> {
  if (removedAt !== undefined) throw noLongerKept(id)
  await touched(context, blob, id)
  return { blob, imageId: id }
}

/** The sweep leaves touched bytes alone until the job that names them is written. */
async function touched({ blobs }: AppContext, blob: BlobKey, id: string): Promise<void> {
  if (!(await blobs.touch(blob))) throw noLongerKept(id)
}

function noLongerKept(id: string): Fault {
  return new Fault('reference_unreadable', `the bytes of ${id} are no longer kept here.`)
}

async function ownFile(context: AppContext, id: string, key: Key): Promise<BlobKey> {
  const file = await context.records.files.find(id)
  if (file === undefined || !owns(key, file.ownerId)) {
    throw new Fault('reference_unreadable', `there is no file ${id} of this key's owner.`)
  }
  await touched(context, file.blob, id)
  return file.blob
}

async function inlined(context: AppContext, base64: string, { maxBytes }: Reading): Promise<BlobKey> {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0) throw new Fault('reference_unreadable', 'the base64 text holds no bytes.')
  if (bytes.length > maxBytes) throw new Fault('reference_unreadable', tooLarge(bytes.length, maxBytes))
  return (await context.blobs.put(bytes)).key
}

async function fetched(context: AppContext, url: string, { maxBytes, signal }: Reading): Promise<Found> {
  const own = OWN_ADDRESS.exec(url)?.[1]
  const image = own === undefined ? undefined : await context.records.images.find(own)
  if (image !== undefined) return foundIn(context, image)
  const limits = { maxBytes, timeoutMs: context.settings.referenceTimeoutMs, signal }
  const content = await context.fetcher.fetch(url, limits)
  return { blob: (await context.blobs.put(content, maxBytes)).key, imageId: undefined }
}

async function measured(context: AppContext, { blob, imageId }: Found, { ownerId }: Key): Promise<Reference> {
  const stream = await context.blobs.get(blob)
  if (stream === undefined) throw new Fault('reference_unreadable', 'its bytes are no longer kept here.')
  const bytes = await buffer(stream)
  const facts = await context.pictures.inspect(bytes)
  if (facts === undefined) {
    throw new Fault(
      'reference_unreadable',
      'these bytes are not a JPEG, PNG, WebP, GIF, TIFF, BMP or HEIC picture.',
    )
  }
  const { mediaType, width, height, alpha } = facts
  const ours = imageId ?? (await context.records.images.findByBlob(blob, ownerId))?.id
  return { blob, mediaType, bytes: bytes.length, width, height, alpha, imageId: ours }
}

function tooLarge(bytes: number, maxBytes: number): string {
  return `${bytes.toLocaleString('en')} bytes are more than the ${maxBytes.toLocaleString('en')} a reference may have.`
}
