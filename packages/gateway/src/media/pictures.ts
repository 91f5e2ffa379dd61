import sharp, { type Sharp } from 'sharp'
import { Fault } from '../core/fault.ts'
import type { MediaType } from '../core/image.ts'
import type { PictureFacts, Pictures } from '../core/ports/pictures.ts'
import { inspect, open } from './decode.ts'
import { sniff } from './sniff.ts'
import { watermark } from './watermark.ts'

export function pictures(): Pictures {
  // A picture is looked at once: a cache would only keep its bytes.
  sharp.cache(false)
  return {
    inspect,
    async finish(bytes, { watermark: marked, format }) {
      const wanted = format === undefined ? sniff(bytes) : (`image/${format}` as const)
      if (!marked && wanted === sniff(bytes)) return bytes

      const seen = await inspect(bytes)
      if (seen === undefined) throw new Fault('upstream_failed', 'The engine’s answer is not a picture.')
      return await knowing('upstream_failed', 'The engine’s picture is broken.', async () => {
        const picture = await open(bytes, seen.mediaType)
        return await encode(marked ? withWatermark(picture, seen) : picture, wanted ?? seen.mediaType)
      })
    },
    async common(bytes) {
      const mediaType = sniff(bytes)
      if (mediaType === 'image/png' || mediaType === 'image/jpeg') return bytes

      const seen = await inspect(bytes)
      if (seen === undefined) throw new Fault('reference_unreadable', 'The reference is not a picture.')
      return await knowing('reference_unreadable', 'The reference is broken.', async () =>
        encode(await open(bytes, seen.mediaType), 'image/png'),
      )
    },
  }
}

function withWatermark(picture: Sharp, size: PictureFacts): Sharp {
  const { svg, left, top } = watermark(size)
  return picture.composite([{ input: svg, left, top }])
}

/** What is neither JPEG nor WebP becomes PNG. JPEG keeps full colour resolution, which thin lettering needs. */
async function encode(picture: Sharp, mediaType: MediaType): Promise<Uint8Array> {
  const kept = picture.keepIccProfile()
  if (mediaType === 'image/webp') return await kept.webp({ quality: 92 }).toBuffer()
  if (mediaType !== 'image/jpeg') return await kept.png({ palette: false }).toBuffer()
  return await kept
    .flatten({ background: '#fff' })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
}

async function knowing<T>(
  code: 'upstream_failed' | 'reference_unreadable',
  message: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw new Fault(code, message, { cause: thrown })
  }
}
