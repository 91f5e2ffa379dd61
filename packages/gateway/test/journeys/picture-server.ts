import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import sharp from 'sharp'

/** A small web server with one photograph-like picture at every path; remembers which paths were asked for. */
export interface PictureServer {
  readonly base: string
  readonly asked: readonly string[]
  close(): Promise<void>
}

export async function pictureServer(): Promise<PictureServer> {
  const [jpeg, png] = await Promise.all([picture('jpeg'), picture('png')])
  const asked: string[] = []
  const http = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const isPng = path.endsWith('.png')
    response.writeHead(200, { 'content-type': isPng ? 'image/png' : 'image/jpeg' }).end(isPng ? png : jpeg)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  }
}

async function picture(format: 'jpeg' | 'png'): Promise<Buffer> {
  const background = format === 'png' ? '#3b7a57' : '#c68642'
  return sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .toFormat(format)
    .toBuffer()
}
