import { Buffer } from 'node:buffer'

/** Bytes as base64 text, chunk by chunk; never more than a chunk and two bytes in memory. */
export async function* base64Of(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of source) {
    const bytes =
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([rest, chunk])
    const whole = bytes.length - (bytes.length % 3)
    if (whole > 0) yield bytes.toString('base64', 0, whole)
    rest = bytes.subarray(whole)
  }
  if (rest.length > 0) yield Buffer.from(rest).toString('base64')
}

/** Length of the base64 text of that many bytes. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4
}
