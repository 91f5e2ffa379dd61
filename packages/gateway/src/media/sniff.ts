import type { MediaType } from '../core/image.ts'

/** What the first bytes say; undefined for everything that is not on the list, SVG and HTML above all. */
export function sniff(bytes: Uint8Array): MediaType | undefined {
  const head = latin1(bytes)
  return SIGNATURES.find(([, fits]) => fits(head))?.[0]
}

const SIGNATURES: readonly (readonly [MediaType, (head: string) => boolean])[] = [
  ['image/jpeg', (head) => head.startsWith('\xff\xd8\xff')],
  ['image/png', (head) => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/webp', (head) => head.startsWith('RIFF') && head.startsWith('WEBPVP8', 8)],
  ['image/gif', (head) => head.startsWith('GIF87a') || head.startsWith('GIF89a')],
  ['image/tiff', (head) => head.startsWith('II*\0') || head.startsWith('MM\0*')],
  ['image/bmp', isBmp],
  ['image/heic', isHeic],
]

/** Lengths of the known headers (core, info, V2 to V5). */
const BMP_HEADERS: readonly number[] = [12, 40, 52, 56, 108, 124]

/** "BM" alone is too common: the reserved words are zero and the header has a known length. */
function isBmp(head: string): boolean {
  return head.startsWith('BM') && head.startsWith('\0\0\0\0', 6) && BMP_HEADERS.includes(head.charCodeAt(14))
}

/** ISO container: its brands say which codec is inside. AVIF shares `mif1` with HEIC and is not read. */
function isHeic(head: string): boolean {
  if (!head.startsWith('ftyp', 4)) return false
  const brands = [head.slice(8, 12), ...(head.slice(16, head.charCodeAt(3)).match(/.{4}/gs) ?? [])]
  return (
    brands.some((brand) => /^he[iv][cmsx]$/.test(brand)) && !brands.some((brand) => /^avi[fs]$/.test(brand))
  )
}

/** Enough for every signature, one letter a byte. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1')
}
