import { createHash } from 'node:crypto'

import { Fault } from '../core/fault.ts'
import type { StoredBlob } from '../core/ports/blob-store.ts'

/** Content that is hashed and counted while it passes by. */
export interface Measured {
  readonly chunks: AsyncIterable<Uint8Array>
  /** To be asked once, when all chunks have passed. */
  readonly total: () => StoredBlob
}

/** `chunks` throws `too_large` at the first byte past `maxBytes`. */
export function measured(content: AsyncIterable<Uint8Array>, maxBytes = Number.POSITIVE_INFINITY): Measured {
  const hash = createHash('sha256')
  let bytes = 0
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      yield chunk
    }
  }
  return { chunks: chunks(), total: () => ({ key: `sha256-${hash.digest('hex')}`, bytes }) }
}

/** The same for bytes that are all here. */
export function identified(content: Uint8Array, maxBytes = Number.POSITIVE_INFINITY): StoredBlob {
  if (content.byteLength > maxBytes) throw tooLarge(maxBytes)
  return { key: `sha256-${createHash('sha256').update(content).digest('hex')}`, bytes: content.byteLength }
}

function tooLarge(maxBytes: number): Fault {
  return new Fault('too_large', `The content is larger than the ${maxBytes} bytes allowed.`)
}
