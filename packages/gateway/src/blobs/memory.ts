import { Readable } from 'node:stream'

import type { BlobKey, BlobStore } from '../core/ports/blob-store.ts'
import type { Clock } from '../core/ports/clock.ts'
import { digestOf } from './blob-key.ts'
import { identified, measured } from './measured.ts'
import { requireRange } from './range.ts'

interface Kept {
  readonly bytes: Buffer
  readonly at: number
}

/** Keeps blobs in the process. For tests, and for trying the gateway out. */
export function memoryBlobs(clock: Clock = { now: () => Date.now() }): BlobStore {
  const blobs = new Map<BlobKey, Kept>()
  return {
    async put(content, maxBytes) {
      const bytes = content instanceof Uint8Array ? Buffer.from(content) : await gathered(content, maxBytes)
      const stored = identified(bytes, maxBytes)
      blobs.set(stored.key, { bytes, at: clock.now() })
      return stored
    },
    async touch(key) {
      digestOf(key)
      const kept = blobs.get(key)
      if (kept) blobs.set(key, { ...kept, at: clock.now() })
      return kept !== undefined
    },
    async get(key, range) {
      digestOf(key)
      if (range) requireRange(range)
      const kept = blobs.get(key)
      return kept && Readable.from([kept.bytes.subarray(range?.start, range?.end)], { objectMode: false })
    },
    async head(key) {
      digestOf(key)
      return blobs.get(key)?.bytes.byteLength
    },
    async *olderThan(at) {
      for (const [key, kept] of blobs) if (kept.at < at) yield key
    },
    async remove(key, before) {
      digestOf(key)
      const kept = blobs.get(key)
      return kept !== undefined && kept.at < before && blobs.delete(key)
    },
    sweep: async () => 0,
  }
}

async function gathered(content: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const chunk of measured(content, maxBytes).chunks) copies.push(Buffer.from(chunk))
  return Buffer.concat(copies)
}
