import OpenAI from 'openai'
import type { ClientOptions } from 'openai'

import { KEY } from './paid-gateway.ts'

export const PICTURE = { model: 'seedream-4-0-250828', prompt: 'a fox at dawn', size: '1K' as '1024x1024' }

/** One way to ask for a picture. */
export interface Wish {
  readonly how: string
  readonly headers: Readonly<Record<string, string>>
  readonly streams: boolean
}

export const PLAIN: Wish = { how: 'without any header', headers: {}, streams: false }

export const WISHES: readonly Wish[] = [
  PLAIN,
  { how: 'with an Idempotency-Key', headers: { 'Idempotency-Key': 'order-7' }, streams: false },
  { how: 'as a stream', headers: {}, streams: true },
]

/** The official OpenAI SDK as it comes: it tries twice again by itself. */
export function officialSdk(base: string, options: Pick<ClientOptions, 'timeout'> = {}): OpenAI {
  return new OpenAI({ baseURL: `${base}/v1`, apiKey: KEY, ...options })
}

/** The address of the picture that the SDK ends up with. */
export async function pictureOf(sdk: OpenAI, { headers, streams }: Wish): Promise<string> {
  if (!streams) {
    const { data = [] } = await sdk.images.generate(PICTURE, { headers })
    return data[0]?.url ?? ''
  }
  const urls: string[] = []
  for await (const event of await sdk.images.generate({ ...PICTURE, stream: true }, { headers })) {
    if ('url' in event) urls.push(String(event.url))
  }
  return urls[0] ?? ''
}
