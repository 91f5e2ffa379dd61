import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { dice, mutant } from './mutations.ts'
import type { Mutant, Sound } from './mutations.ts'
import { wholeGateway } from './whole-gateway.ts'
import type { WholeGateway } from './whole-gateway.ts'

const KEY = 'dg_a-key-for-the-mutants'
const MUTANTS = 300
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAGUlEQVQokWM41uZEEmIY1dA2GkrHhmvSAAAazo4Qk1dnvgAAAABJRU5ErkJggg=='

const ROUTES: readonly Sound[] = [
  { url: '/byteplus/v1/getTextToImage', body: { prompt: 'a heron', num_images: 1 }, forms: false },
  { url: '/byteplus/v1/getEditImage', body: { prompt: 'at dusk', image: PNG }, forms: false },
  {
    url: '/byteplus/v1/getEditMultiImage',
    body: { prompt: 'at dusk', image: [PNG], num_images: 2 },
    forms: false,
  },
  { url: '/ai-model-api-polling/getGenerationResults', body: { job_set_id: 'job_nothing' }, forms: false },
  {
    url: '/v1/images/generations',
    body: { prompt: 'a heron', model: 'seedream-4.0', size: '1K', n: 2 },
    forms: true,
  },
  { url: '/v1/images/edits', body: { prompt: 'at dusk', image: PNG, model: 'seedream-4.0' }, forms: true },
  {
    url: '/api/v3/images/generations',
    body: { model: 'seedream-4-0-250828', prompt: 'a heron', size: '1K' },
    forms: false,
  },
]

const text = expect.any(String)
const details = expect.arrayContaining([expect.objectContaining({ rule: text, message: text })])

/** What every refusal of a dialect looks like, by the beginning of its addresses. */
const ENVELOPES: Readonly<Record<string, unknown>> = {
  '/byteplus/': { error: text, details },
  '/ai-model-api-polling/': { error: text, details },
  '/v1/': { error: expect.objectContaining({ message: text, type: text, code: text, details }) },
  '/api/v3/': { error: expect.objectContaining({ code: text, type: text, param: text, details }) },
}

let gateway: WholeGateway
beforeAll(async () => {
  gateway = await wholeGateway()
  await gateway.addKey(KEY)
})
afterAll(() => gateway.close())

describe.each(ROUTES)('$url', (sound) => {
  it(`answers ${MUTANTS} broken requests in its own words and never with a 5xx`, async () => {
    const throws = dice(ROUTES.indexOf(sound))
    for (let number = 0; number < MUTANTS; number += 1) await survives(mutant(sound, throws))

    expect(gateway.reports).toEqual([])
  })

  it('still answers the sound request', async () => {
    const answer = await post({
      url: sound.url,
      headers: { 'content-type': 'application/json' },
      payload: Buffer.from(JSON.stringify(sound.body)),
    })

    expect(answer.statusCode).toBe(sound.url.startsWith('/ai-model') ? 404 : 200)
  })
})

describe('a broken form', () => {
  const part = (head: string, content: string) => `--between\r\n${head}\r\n\r\n${content}\r\n`
  const file = part('content-disposition: form-data; name="image"; filename="a.png"', 'x')
  const end = '--between--\r\n'

  it.each([
    ['that is cut in the middle of a file', file.slice(0, -3)],
    ['without an end', file],
    ['with a part without a name', part('content-disposition: form-data; filename="a.png"', 'x') + end],
    ['with a long part that nobody reads', part('x-nothing: else', 'x'.repeat(20_000)) + end],
    ['with a part that says it is JSON and is not', part('content-type: application/json', '{') + end],
    ['with the name of a prototype', part('content-disposition: form-data; name="__proto__"', 'x') + end],
    ['without any part', end],
  ])('%s is answered with 400', async (_, form) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=between' }
    const answer = await post({ url: '/v1/images/edits', headers, payload: Buffer.from(form) })

    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toEqual(ENVELOPES['/v1/'])
    expect(gateway.reports).toEqual([])
  })
})

async function survives(request: Mutant): Promise<void> {
  const answer = await post(request)
  const about = `${request.url} ${JSON.stringify(request.headers)} ${request.payload.toString().slice(0, 400)}\n${answer.payload.slice(0, 400)}`
  expect(answer.statusCode, about).toBeLessThan(500)
  if (answer.statusCode < 400) {
    expect(answer.payload, about).not.toMatch(/An unexpected error|internal_error|InternalServiceError/)
    return
  }
  const prefix = Object.keys(ENVELOPES).find((start) => request.url.startsWith(start)) ?? ''
  const body: unknown = JSON.parse(answer.payload)
  expect(body, about).toEqual(ENVELOPES[prefix])
}

function post({ url, headers, payload }: Mutant) {
  return gateway.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    payload,
  })
}
