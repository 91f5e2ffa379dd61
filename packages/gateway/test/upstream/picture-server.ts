import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

import sharp from 'sharp'

/** A picture that an upstream promises: its bytes are made when somebody looks. */
export interface Promised {
  readonly width: number
  readonly height: number
  readonly format: 'jpeg' | 'png'
  readonly transparent: boolean
  /** The same text gives the same bytes. */
  readonly likeness: string
}

export interface PictureServerOptions {
  /** Serves a 64 pixel stand-in of every picture, for tests in which size is not the subject. */
  readonly smallPictures: boolean
}

/** Result pictures behind unguessable addresses, as a vendor's bucket serves them. */
export interface PictureServer {
  /** The path under which this picture is served from now on. */
  publish(picture: Promised): string
  bytesOf(picture: Promised): Promise<Buffer>
  /** Answers GETs of published paths; false when the path is not one of them. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** 403 for every picture, as an expired address gives, until `revive`. */
  kill(): void
  revive(): void
  /** How many pictures were fetched, the refused ones included. */
  readonly fetches: number
}

const STAND_IN = 64

export function pictureServer({ smallPictures }: PictureServerOptions): PictureServer {
  const published = new Map<string, Promised>()
  const made = new Map<string, Promise<Buffer>>()
  let dead = false
  let fetches = 0
  const bytesOf = (picture: Promised): Promise<Buffer> => {
    const wanted = smallPictures ? { ...picture, width: STAND_IN, height: STAND_IN } : picture
    const name = JSON.stringify(wanted)
    const bytes = made.get(name) ?? draw(wanted)
    made.set(name, bytes)
    return bytes
  }
  return {
    publish: (picture) => {
      const path = `/results/${randomUUID()}.${picture.format}`
      published.set(path, picture)
      return path
    },
    bytesOf,
    serve: async (request, response) => {
      const picture = published.get(request.url ?? '')
      if (request.method !== 'GET' || picture === undefined) return false
      fetches += 1
      if (dead) response.writeHead(403).end()
      else response.writeHead(200, { 'content-type': `image/${picture.format}` }).end(await bytesOf(picture))
      return true
    },
    kill: () => {
      dead = true
    },
    revive: () => {
      dead = false
    },
    get fetches() {
      return fetches
    },
  }
}

export function readBody(request: IncomingMessage): Promise<Buffer> {
  return buffer(request)
}

/**
 * One flat colour that the likeness decides; transparent pictures are half there. The likeness itself is in the bytes
 * too, because JPEG makes neighbouring colours the same.
 */
async function draw({ width, height, format, transparent, likeness }: Promised): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(likeness).digest()
  const picture = sharp({
    create: { width, height, channels: 4, background: { r, g, b, alpha: transparent ? 0.5 : 1 } },
  })
  const signed = picture.withExif({ IFD0: { ImageDescription: likeness } })
  return format === 'png'
    ? signed.png({ compressionLevel: 1 }).toBuffer()
    : signed.flatten().jpeg({ optimizeCoding: false }).toBuffer()
}
