import { Readable } from 'node:stream'

import type { BlobStore } from '../core/ports/blob-store.ts'
import { digestOf } from './blob-key.ts'
import { identified, measured } from './measured.ts'
import { requireRange } from './range.ts'

/** Keeps blobs in the process. For tests, and for trying the gateway out. */
export function memoryBlobs(): BlobStore {
  const blobs = new Map<string, Buffer>()
  return {
    async put(content, maxBytes) {
      const bytes = content instanceof Uint8Array ? Buffer.from(content) : await gathered(content, maxBytes)
      const stored = identified(bytes, maxBytes)
      blobs.set(stored.key, bytes)
      return stored
    },
    async get(key, range) {
      digestOf(key)
      if (range) requireRange(range)
      const bytes = blobs.get(key)
      return bytes && Readable.from([bytes.subarray(range?.start, range?.end)], { objectMode: false })
    },
    async head(key) {
      digestOf(key)
      return blobs.get(key)?.byteLength
    },
    async remove(key) {
      digestOf(key)
      blobs.delete(key)
    },
    sweep: async () => 0,
  }
}

async function gathered(content: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const chunk of measured(content, maxBytes).chunks) copies.push(Buffer.from(chunk))
  return Buffer.concat(copies)
}
