import type { LightMyRequestResponse } from 'fastify'

import { printed } from '../dialects/golden-file.ts'
import { described } from './picture-words.ts'

/** Headers that the contract speaks of. */
const SHOWN = [
  'content-type',
  'location',
  'preference-applied',
  'retry-after',
  'x-should-retry',
  'x-dreamgate-ignored',
  'x-dreamgate-adjusted',
  'x-dreamgate-job',
  'cache-control',
  'content-disposition',
  'x-content-type-options',
  'etag',
]

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/job_[0-9a-z]{26}/g, '<job>'],
  [/img_[0-9a-z]{32}/g, '<image>'],
  [/file_[0-9a-z]{26}/g, '<file>'],
  [/key_[0-9a-z]{16}/g, '<key>'],
  [/wh_[0-9a-z]{26}/g, '<webhook>'],
  [/evt_[0-9a-z]{26}/g, '<delivery>'],
  [/whsec_[0-9A-Za-z+/=]{44}/g, '<secret>'],
  [/req_[0-9a-z]{20}/g, '<request>'],
  [/sha256-[0-9a-f]{64}/g, '<blob>'],
  [/(The body is not valid JSON): .*?\.(?="| Request id)/g, '$1: <why>.'],
]

/** An answer as a golden file has it, with what differs from run to run masked. */
export async function spoken(answer: LightMyRequestResponse, pictures: string): Promise<string> {
  const headers = SHOWN.flatMap((name) => {
    const value = answer.headers[name]
    return value === undefined ? [] : [`${name}: ${String(value)}`]
  })
  const told = [`---------- answer ${answer.statusCode}`, ...headers, '', await bodyOf(answer)].join('\n')
  return masked(told.replaceAll(pictures, '<pictures>').trimEnd())
}

function masked(text: string): string {
  return MASKS.reduce((rest, [pattern, mask]) => rest.replaceAll(pattern, mask), text)
}

async function bodyOf(answer: LightMyRequestResponse): Promise<string> {
  const type = String(answer.headers['content-type'])
  if (answer.payload === '') return ''
  if (type.startsWith('image/')) return described(answer.rawPayload)
  if (type.startsWith('text/csv')) return answer.payload.replaceAll('\r\n', '\n')
  const text = await withoutBase64(answer.payload)
  if (type.startsWith('application/json')) return printed(JSON.parse(text))
  return text
}

async function withoutBase64(text: string): Promise<string> {
  const pieces = await Promise.all(
    text
      .split(/(?<="b64_json":")([A-Za-z0-9+/=]{100,})(?=")/)
      .map(async (piece, place) => (place % 2 === 0 ? piece : described(Buffer.from(piece, 'base64')))),
  )
  return pieces.join('')
}
