import sharp, { type Sharp } from 'sharp'

/** sharp's build reads HEIC headers but has no HEVC decoder: pixels come from libheif in WebAssembly, loaded when the first one comes. */
export async function openHeic(bytes: Uint8Array): Promise<Sharp> {
  const { default: decode } = await import('heic-decode')
  const { data, width, height } = await decode({ buffer: bytes })
  return sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
    raw: { width, height, channels: 4 },
  })
}
