import sharp from 'sharp'

/**
 * Pictures by a word: `{{64x64.png}}` is a data URI, `{{base64 64x64.png}}` bare base64, `@64x64.png` a file of a
 * form. `-mask` after the size leaves the upper half transparent. `@9.bytes` is nine bytes that are no picture.
 */
const WORD = /^(\d+)x(\d+)(-mask)?\.(png|jpeg|webp|gif|tiff)$/

const drawn = new Map<string, Promise<Buffer>>()

export function pictureOf(word: string): Promise<Buffer> {
  const made = drawn.get(word) ?? draw(word)
  drawn.set(word, made)
  return made
}

async function draw(word: string): Promise<Buffer> {
  const bytes = /^(\d+)\.bytes$/.exec(word)?.[1]
  if (bytes !== undefined) return Buffer.alloc(Number(bytes), 'x')
  const [, width, height, mask, format] = WORD.exec(word) ?? []
  if (width === undefined || height === undefined) throw new Error(`no picture is called ${word}`)
  const size = { width: Number(width), height: Number(height) }
  const picture = sharp({ create: { ...size, channels: 4, background: '#c68642' } })
  if (mask === undefined) return picture.toFormat(formatOf(format)).toBuffer()
  const upper = { ...size, height: Math.ceil(size.height / 2) }
  const hole = { create: { ...upper, channels: 4, background: '#000' } } as const
  return picture
    .composite([{ input: hole, gravity: 'north', blend: 'dest-out' }])
    .png()
    .toBuffer()
}

const FORMATS = ['png', 'jpeg', 'webp', 'gif', 'tiff'] as const

function formatOf(word: string | undefined): (typeof FORMATS)[number] {
  return FORMATS.find((format) => format === word) ?? 'png'
}

export async function withPictures(text: string): Promise<string> {
  const pieces = await Promise.all(
    text.split(/\{\{(.*?)\}\}/).map(async (piece, place) => (place % 2 === 0 ? piece : inline(piece))),
  )
  return pieces.join('')
}

async function inline(words: string): Promise<string> {
  const [first = '', word = first] = words.split(' ')
  const base64 = (await pictureOf(word)).toString('base64')
  return first === 'base64' ? base64 : `data:image/${word.split('.')[1]};base64,${base64}`
}

/** What the bytes are, as a golden file shows them. */
export async function described(bytes: Uint8Array): Promise<string> {
  const { format, width, height } = await sharp(bytes).metadata()
  return `<${format} ${width}x${height}>`
}
