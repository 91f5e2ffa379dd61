import sharp, { type Sharp } from 'sharp'

/** From the header alone. Rows may be stored top-down, which a negative height says. */
export function bmpSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isCoreHeader = view.getUint32(14, true) === 12
  return isCoreHeader
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}

/** libvips has no BMP reader in sharp's build, hence one of its own, loaded when the first BMP comes. */
export async function openBmp(bytes: Uint8Array): Promise<Sharp> {
  const { decode } = await import('bmp-ts')
  const { data, width, height } = decode(Buffer.from(bytes), { toRGBA: true })
  return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()
}
