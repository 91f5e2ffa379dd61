import { buffer } from 'node:stream/consumers'

import { Fault } from '../core/fault.ts'
import type { Image } from '../core/image.ts'
import type { StoredBlob } from '../core/ports/blob-store.ts'
import type { Engine, RawImage } from '../core/ports/engine.ts'
import type { PictureFacts } from '../core/ports/pictures.ts'
import type { AppContext } from './context.ts'
import { newImageId } from './ids.ts'
import type { Lease } from './lease.ts'
import { announce } from './webhooks/announce.ts'

interface Arrival {
  readonly lease: Lease
  readonly engine: Engine
  readonly part: number
  /** Place in the job's answer. */
  readonly index: number
  readonly image: RawImage
}

/**
 * A picture from an engine becomes an image of ours: bytes durable in the blob store, marked and converted where the
 * engine could not, measured, and only then written into its row.
 */
export async function keep(
  context: AppContext,
  { lease, engine, part, index, image }: Arrival,
): Promise<void> {
  const { job } = lease
  const stored = await take(context, image)
  const content = image.content instanceof Uint8Array ? image.content : await bytesOf(context, stored)
  const due = await finished(
    context,
    { stored, content },
    {
      watermark: job.plan.watermark && !engine.capabilities.watermarks,
      format: job.plan.format,
    },
  )
  const { key, bytes, facts } = due
  const kept: Image = {
    id: newImageId(),
    jobId: job.id,
    index,
    part,
    blob: key,
    mediaType: facts.mediaType,
    bytes,
    width: facts.width,
    height: facts.height,
    seed: image.seed,
    recipe: image.recipe,
    createdAt: lease.moment(),
    removedAt: undefined,
  }
  await context.records.transaction(async (records) => {
    const added = await records.images.add(kept)
    if (!added) return
    await announce(context, records, { job, event: 'image.delivered', at: kept.createdAt, image: kept })
  })
  context.courier.nudge()
}

/** Bytes straight into a blob. A result address that does not answer is `upstream_unavailable`: the picture exists, only its way here is broken. */
async function take({ blobs, settings }: AppContext, image: RawImage): Promise<StoredBlob> {
  if (image.content instanceof Uint8Array) return blobs.put(image.content, settings.maxResultBytes)
  try {
    return await blobs.put(fetched(image.content), settings.maxResultBytes)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'too_large') throw thrown
    throw new Fault('upstream_failed', 'The engine made a picture larger than is kept here.', {
      cause: thrown,
    })
  }
}

/** What breaks on the upstream's side; what breaks on ours keeps its own name. */
async function* fetched(open: () => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
  try {
    yield* await open()
  } catch (cause) {
    throw new Fault('upstream_unavailable', 'The picture was made, but its address does not answer.', {
      cause,
    })
  }
}

interface Due extends StoredBlob {
  readonly facts: PictureFacts
}

async function finished(
  { blobs, pictures }: AppContext,
  { stored, content }: { readonly stored: StoredBlob; readonly content: Uint8Array },
  wish: { readonly watermark: boolean; readonly format: 'jpeg' | 'png' | undefined },
): Promise<Due> {
  const done = await pictures.finish(content, wish)
  const facts = await pictures.inspect(done)
  if (facts === undefined)
    throw new Fault('upstream_failed', 'The engine answered with bytes that are not a picture.')
  return done === content ? { ...stored, facts } : { ...(await blobs.put(done)), facts }
}

async function bytesOf({ blobs }: AppContext, { key }: StoredBlob): Promise<Uint8Array> {
  const stream = await blobs.get(key)
  if (stream === undefined) throw new Error(`blob ${key} vanished right after it was stored`)
  return buffer(stream)
}
