import { sha256 } from '../digest.ts'
import { insist } from './ask.ts'
import type { Line } from './ask.ts'
import type { HeardPicture, Notes, Outcome } from './heard.ts'

/** A place in an answer, in any dialect. */
export interface WirePicture {
  readonly url?: string
  readonly b64_json?: string
  readonly error?: unknown
}

/** Whoever is given an address looks at it at once. */
export async function seen(line: Line, pictures: readonly WirePicture[], notes: Notes): Promise<Outcome> {
  const heard: HeardPicture[] = []
  for (const { url, b64_json: inline } of pictures) {
    if (inline !== undefined)
      heard.push({ address: undefined, sha256: sha256(Buffer.from(inline, 'base64')) })
    if (url === undefined) continue
    const { status, read } = await insist(line, { method: 'GET', path: url }, async (response) =>
      sha256(new Uint8Array(await response.arrayBuffer())),
    )
    if (status !== 200) notes.complaints.push(`its picture ${url} answered ${status} when it was told of it`)
    heard.push({ address: url, sha256: read })
  }
  return { kind: 'pictures', pictures: heard }
}

export function refused(status: number, body: unknown): Outcome {
  return { kind: 'refused', status, words: JSON.stringify(body).slice(0, 300) }
}
