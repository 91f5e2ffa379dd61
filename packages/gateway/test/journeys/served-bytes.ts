import { loopback } from '../upstream/loopback.ts'
import type { Loopback } from '../upstream/loopback.ts'

/** One picture at every path of a server; without `saysLength` it comes in chunks and nobody knows how many. */
export async function servedBytes(
  bytes: Buffer,
  { saysLength }: { readonly saysLength: boolean },
): Promise<Loopback> {
  return loopback(async (_, response) => {
    const length = saysLength ? { 'content-length': bytes.length } : {}
    response.writeHead(200, { 'content-type': 'image/jpeg', ...length })
    response.end(bytes)
  })
}
