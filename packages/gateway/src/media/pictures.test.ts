import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictures } from './pictures.ts'
import { sniff } from './sniff.ts'

const media = pictures()

/** 64x48, left half blue and right half red, written by libheif with x265. */
const HEIC = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAACQAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACxtZGF0AAAAICgBrxmA70mlv//uFYEfNd2/NsheF7OQf9Faee73A21v',
  'base64',
)

describe('a picture is known by its content', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)('%s', async (format) => {
    const bytes = await photo(60, 40).toFormat(format).toBuffer()

    expect(await media.inspect(bytes)).toEqual({
      mediaType: `image/${format}`,
      width: 60,
      height: 40,
      alpha: false,
    })
  })

  it('bmp, bottom-up and top-down', async () => {
    const facts = { mediaType: 'image/bmp', width: 5, height: 3, alpha: false }

    expect(await media.inspect(bmp(5, 3))).toEqual(facts)
    expect(await media.inspect(bmp(5, -3))).toEqual(facts)
  })

  it('heic', async () => {
    expect(await media.inspect(HEIC)).toEqual({
      mediaType: 'image/heic',
      width: 64,
      height: 48,
      alpha: false,
    })
  })

  it('also inside a larger buffer', async () => {
    const bytes = await photo(60, 40).png().toBuffer()
    const larger = Buffer.concat([Buffer.alloc(13, 0xff), bytes])

    expect(await media.inspect(larger.subarray(13))).toMatchObject({ width: 60, height: 40 })
  })

  it('has the size it is displayed in', async () => {
    const turned = await photo(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()

    expect(await media.inspect(turned)).toMatchObject({ width: 40, height: 60 })
  })
})

describe('alpha', () => {
  it.each(['png', 'webp', 'tiff'] as const)(
    'in a %s counts only when some pixel shows through',
    async (format) => {
      const opaque = await photo(60, 40).ensureAlpha(1).toFormat(format, lossless).toBuffer()
      const hole = await withHole().toFormat(format, lossless).toBuffer()

      expect((await media.inspect(opaque))?.alpha).toBe(false)
      expect((await media.inspect(hole))?.alpha).toBe(true)
    },
  )

  it('is seen in palettes and in 16 bits', async () => {
    expect((await media.inspect(await withHole().png({ palette: true }).toBuffer()))?.alpha).toBe(true)
    const deep = await withHole().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    expect((await media.inspect(deep))?.alpha).toBe(true)
  })
})

describe('what is no picture', () => {
  it.each([
    ['nothing', ''],
    ['text', 'a heron at dawn'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['PDF', '%PDF-1.7'],
    ['the start of a PNG alone', '\x89PNG\r\n\x1a\n'],
    ['the start of a JPEG alone', '\xff\xd8\xff'],
    ['the start of a HEIC alone', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['a word that begins with BM', 'BMW is a maker of motor cars and of motorcycles'],
    ['a BMP of no length', 'BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'],
    ['PNG in name, SVG in content', '\x89PNG\r\n\x1a\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s', async (_, text) => {
    expect(await media.inspect(Buffer.from(text, 'latin1'))).toBeUndefined()
  })

  it('AVIF, which is not on the list', async () => {
    const avif = await photo(60, 40).avif({ effort: 0 }).toBuffer()

    expect(sniff(avif)).toBeUndefined()
    expect(await media.inspect(avif)).toBeUndefined()
  })

  it('a decompression bomb, refused from its header', async () => {
    const began = performance.now()

    expect(await media.inspect(pngHeader(60_000, 60_000))).toBeUndefined()
    expect(await media.inspect(pngHeader(8000, 5001))).toBeUndefined()
    expect(await media.inspect(bmp(60_000, 60_000, Buffer.alloc(0)))).toBeUndefined()
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('a transparent picture that breaks off', async () => {
    const whole = await withHole(600).png().toBuffer()

    expect(await media.inspect(whole.subarray(0, whole.length / 2))).toBeUndefined()
  })
})

describe('a finished picture', () => {
  it('is the very same bytes when nothing needs doing', async () => {
    const jpeg = await photo(60, 40).jpeg().toBuffer()

    expect(await media.finish(jpeg, { watermark: false, format: undefined })).toBe(jpeg)
    expect(await media.finish(jpeg, { watermark: false, format: 'jpeg' })).toBe(jpeg)
  })

  it('is re-encoded when another format is due, holes filled with white', async () => {
    const jpeg = await media.finish(await withHole().png().toBuffer(), { watermark: false, format: 'jpeg' })

    expect(await media.inspect(jpeg)).toEqual({
      mediaType: 'image/jpeg',
      width: 60,
      height: 60,
      alpha: false,
    })
    expect(await pixel(jpeg, 30, 30)).toEqual([255, 255, 255])

    const png = await media.finish(jpeg, { watermark: false, format: 'png' })
    expect(await media.inspect(png)).toMatchObject({ mediaType: 'image/png', width: 60, height: 60 })
  })

  it('is upright after it was re-encoded', async () => {
    const turned = await photo(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const png = await media.finish(turned, { watermark: true, format: 'png' })

    expect(await sharp(png).metadata()).toMatchObject({ width: 40, height: 60 })
  })

  it('is a Fault when the engine sent none', async () => {
    const wish = { watermark: true, format: undefined }
    await expect(media.finish(Buffer.from('<html>'), wish)).rejects.toMatchObject({ code: 'upstream_failed' })

    const whole = await photo(600, 400).png().toBuffer()
    const broken = whole.subarray(0, whole.length / 2)
    await expect(media.finish(broken, wish)).rejects.toMatchObject({ code: 'upstream_failed' })
  })
})

describe('the watermark', () => {
  it.each([
    ['white', 'png'],
    ['black', 'png'],
    ['white', 'jpeg'],
    ['black', 'jpeg'],
    ['#888', 'webp'],
  ] as const)('is legible on %s %s', async (ground, format) => {
    const plain = await flat(1024, 768, ground).toFormat(format).toBuffer()
    const marked = await media.finish(plain, { watermark: true, format: undefined })
    const corner = await contrast(marked, { left: 700, top: 700, width: 324, height: 68 })

    expect(sniff(marked)).toBe(`image/${format}`)
    expect(corner).toBeGreaterThan(100)
  })

  it('stays in the bottom right corner', async () => {
    const plain = await flat(1024, 768, '#246').png().toBuffer()
    const marked = await media.finish(plain, { watermark: true, format: undefined })

    expect(await contrast(marked, { left: 0, top: 0, width: 1024, height: 690 })).toBe(0)
    expect(await contrast(marked, { left: 0, top: 690, width: 650, height: 78 })).toBe(0)
    expect(await contrast(marked, { left: 650, top: 690, width: 374, height: 78 })).toBeGreaterThan(100)
  })

  it.each([
    [1, 1],
    [15, 15],
    [20, 300],
    [6240, 390],
  ])('fits a picture of %ix%i', async (width, height) => {
    const plain = await flat(width, height, 'black').png().toBuffer()
    const marked = await media.finish(plain, { watermark: true, format: undefined })

    expect(await media.inspect(marked)).toMatchObject({ width, height })
  })

  it('keeps a transparent PNG transparent', async () => {
    const marked = await media.finish(await withHole().png().toBuffer(), {
      watermark: true,
      format: undefined,
    })

    expect((await media.inspect(marked))?.alpha).toBe(true)
  })
})

describe('a reference for engines that read only PNG and JPEG', () => {
  it.each(['jpeg', 'png'] as const)('%s is left alone', async (format) => {
    const bytes = await photo(60, 40).toFormat(format).toBuffer()

    expect(await media.common(bytes)).toBe(bytes)
  })

  it.each(['webp', 'gif', 'tiff'] as const)('%s becomes PNG', async (format) => {
    const png = await media.common(await photo(60, 40).toFormat(format).toBuffer())

    expect(await media.inspect(png)).toMatchObject({ mediaType: 'image/png', width: 60, height: 40 })
  })

  it('bmp becomes PNG with its colours and the right way up', async () => {
    for (const bytes of [bmp(5, 3), bmp(5, -3)]) {
      const png = await media.common(bytes)

      expect(await media.inspect(png)).toEqual({ mediaType: 'image/png', width: 5, height: 3, alpha: false })
      expect(await pixel(png, 0, 0)).toEqual([255, 0, 0])
      expect(await pixel(png, 4, 2)).toEqual([0, 0, 255])
    }
  })

  it('heic becomes PNG with its colours', async () => {
    const png = await media.common(HEIC)

    expect(await media.inspect(png)).toMatchObject({
      mediaType: 'image/png',
      width: 64,
      height: 48,
      alpha: false,
    })
    const [red = 0, , blue = 0] = await pixel(png, 8, 24)
    expect(blue - red).toBeGreaterThan(100)
  })

  it.each([
    ['heic', HEIC.subarray(0, 430)],
    ['heic header', HEIC.subarray(0, 200)],
    ['bmp', bmp(500, 300, Buffer.alloc(10))],
    ['text', Buffer.from('a heron')],
  ])('broken %s is the caller’s Fault', async (_, bytes) => {
    await expect(media.common(bytes)).rejects.toMatchObject({ code: 'reference_unreadable' })
  })
})

const lossless = { lossless: true, compression: 'lzw' }

function flat(width: number, height: number, background: string) {
  return sharp({ create: { width, height, channels: 3, background } })
}

/** Noise, so that half a file is half a picture. */
function photo(width: number, height: number) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: 'black', noise } })
}

/** A square with a transparent middle. */
function withHole(side = 60) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const third = Math.round(side / 3)
  const hole = { create: { width: third, height: third, channels: 4, background: 'white' } } as const
  return sharp({ create: { width: side, height: side, channels: 3, background: 'black', noise } })
    .ensureAlpha(1)
    .composite([{ input: hole, blend: 'dest-out', gravity: 'centre' }])
}

async function pixel(bytes: Uint8Array, left: number, top: number): Promise<readonly number[]> {
  const one = await sharp(bytes).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  return [...one]
}

/** Brightest minus darkest grey in a part of the picture. */
async function contrast(
  bytes: Uint8Array,
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Promise<number> {
  const grey = await sharp(bytes).extract(area).greyscale().raw().toBuffer()
  return (
    grey.reduce((most, value) => Math.max(most, value), 0) -
    grey.reduce((least, value) => Math.min(least, value), 255)
  )
}

/** 24-bit BMP: top row red, the rest blue. A negative height stores the top row first. */
function bmp(width: number, height: number, pixels = bmpRows(width, height)): Buffer {
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(54 + pixels.length, 2)
  header.writeUInt32LE(54, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return Buffer.concat([header, pixels])
}

function bmpRows(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const rows = Array.from({ length: Math.abs(height) }, (_, row) => {
    const colour = row === 0 ? [0, 0, 255] : [255, 0, 0]
    return Buffer.alloc(stride, Buffer.from(colour))
  })
  return Buffer.concat(height < 0 ? rows : rows.toReversed())
}

/** A true PNG up to its first data chunk, which unfolds to nothing. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1024))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
