import { describe, expect, it, onTestFinished } from 'vitest'

import { arrivals, gate } from '../upstream/behaviour.ts'
import { loopback } from '../upstream/loopback.ts'
import { arkBehind, KEY } from './paid-gateway.ts'
import { plainPicture } from './sent-pictures.ts'

const TWENTY = 20
const SEEDREAM = { model: 'seedream-4-0-250828', size: '1K' }
const NAMED = { 'idempotency-key': 'order-7' }

interface Route {
  readonly route: string
  readonly path: string
  /** Its body with a reference there. */
  readonly bodyOf: (prompt: string, reference: string) => object
  /** Its word for another body with the same key. */
  readonly mismatch: object
}

const OPENAI_MISMATCH = { error: { code: 'idempotency_mismatch', param: 'idempotency-key' } }
const PIXAZO_MISMATCH = { error: 'Idempotency key reused' }

const ROUTES: readonly Route[] = [
  {
    route: 'generations of OpenAI',
    path: '/v1/images/generations',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, image }),
    mismatch: OPENAI_MISMATCH,
  },
  {
    route: 'edits of OpenAI',
    path: '/v1/images/edits',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, images: [{ image_url: image }] }),
    mismatch: OPENAI_MISMATCH,
  },
  {
    route: 'Ark',
    path: '/api/v3/images/generations',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, image: [image] }),
    mismatch: { error: { code: 'InvalidParameter' } },
  },
  {
    route: 'text to image of Pixazo',
    path: '/byteplus/v1/getTextToImage',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, image }),
    mismatch: PIXAZO_MISMATCH,
  },
  {
    route: 'edit of Pixazo',
    path: '/byteplus/v1/getEditImage',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, image }),
    mismatch: PIXAZO_MISMATCH,
  },
  {
    route: 'edit of several pictures of Pixazo',
    path: '/byteplus/v1/getEditMultiImage',
    bodyOf: (prompt, image) => ({ ...SEEDREAM, prompt, image: [image] }),
    mismatch: PIXAZO_MISMATCH,
  },
]

describe.each(ROUTES)('twenty identical requests at once with one Idempotency-Key, by $route,', (by) => {
  it.each([
    { how: 'plain', more: {}, type: /^application\/json/ },
    { how: 'streaming', more: { stream: true }, type: /^text\/event-stream/ },
  ])('are one purchase and have twenty equal answers: $how', async ({ more, type }) => {
    const { upstream, ...gateway } = await arkBehind({ allowPrivate: ['127.0.0.1/32'] })
    const reference = await awaited(TWENTY)
    const body = { ...by.bodyOf('a fox at dawn', reference), ...more }

    const answers = await many(() => gateway.post(by.path, body, NAMED))

    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual(Array(TWENTY).fill(200))
    expect(answers[0]?.headers.get('content-type')).toMatch(type)
    expect(texts[0]).toContain('/i/img_')
    expect(texts).toEqual(Array(TWENTY).fill(texts[0]))
    expect(new Set(answers.map(({ headers }) => headers.get('x-dreamgate-job'))).size).toBe(1)
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('are refused when another body comes with the key, and nothing is bought for it', async () => {
    const { upstream, ...gateway } = await arkBehind({ allowPrivate: ['127.0.0.1/32'] })
    const reference = await awaited(1)
    await gateway.post(by.path, by.bodyOf('a fox', reference), NAMED)

    const others = await many(() => gateway.post(by.path, by.bodyOf('a crow', reference), NAMED))

    expect(others.map(({ status }) => status)).toEqual(Array(TWENTY).fill(422))
    expect(await others[0]?.json()).toMatchObject(by.mismatch)
    expect(upstream.requests).toHaveLength(1)
  })
})

describe('an Idempotency-Key', () => {
  const path = '/v1/images/generations'
  const picture = { ...SEEDREAM, prompt: 'a fox at dawn' }

  it('joins twenty forms whose boundaries and file names differ', async () => {
    const { upstream, ...gateway } = await arkBehind()
    const bytes = new Uint8Array(await plainPicture('png', { width: 64, height: 64 }))

    const answers = await many((number) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(picture)) form.set(name, value)
      form.set('image', new Blob([bytes], { type: 'image/png' }), `${number}.png`)
      const headers = { authorization: `Bearer ${KEY}`, ...NAMED }
      return fetch(`${gateway.base}/v1/images/edits`, { method: 'POST', headers, body: form })
    })

    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts[0]).toContain('/i/img_')
    expect(texts).toEqual(Array(TWENTY).fill(texts[0]))
    expect(upstream.bill).toEqual({ calls: 1, pictures: 1 })
  })

  it('gives twenty equal streams when several pictures come and some fail', async () => {
    const { upstream, ...gateway } = await arkBehind()
    const refused = { kind: 'refuse', status: 400, code: 'OutputImageSensitiveContentDetected' } as const
    upstream.next({ kind: 'draw' }, refused, { kind: 'draw' }, refused)

    const answers = await many(() => gateway.post(path, { ...picture, n: 4, stream: true }, NAMED))

    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts[0]?.match(/^id: \d$/gm)).toEqual(['id: 1', 'id: 2', 'id: 3', 'id: 4', 'id: 5'])
    expect(texts).toEqual(Array(TWENTY).fill(texts[0]))
    expect(upstream.requests).toHaveLength(4)
  })

  it('is one request while its job is drawn, whichever way its callers wait', async () => {
    const { upstream, ...gateway } = await arkBehind()
    const brush = gate()
    upstream.otherwise({ kind: 'draw', gate: brush })
    const waiting = gateway.post(path, picture, NAMED)
    await upstream.received(1)
    const accepted = await gateway.post(path, picture, { ...NAMED, prefer: 'respond-async' })
    brush.open()

    const { id } = (await accepted.json()) as { readonly id: string }
    expect([accepted.status, (await waiting).headers.get('x-dreamgate-job')]).toEqual([202, id])
    expect(upstream.requests).toHaveLength(1)
  })

  it('is another request with another API key, of the same owner too', async () => {
    const { upstream, whole, ...gateway } = await arkBehind()
    const [mine] = await whole.context.records.keys.list()
    await whole.addKey('dg_a-second-key-of-the-owner', { ownerId: mine?.ownerId })
    await whole.addKey('dg_a-key-of-somebody-else')

    const ids: (string | null)[] = []
    for (const key of [KEY, 'dg_a-second-key-of-the-owner', 'dg_a-key-of-somebody-else']) {
      const answer = await gateway.post(path, picture, { ...NAMED, authorization: `Bearer ${key}` })
      ids.push(answer.headers.get('x-dreamgate-job'))
    }

    expect(new Set(ids).size).toBe(3)
    expect(upstream.bill).toEqual({ calls: 3, pictures: 3 })
  })

  it('may have 255 characters; 256 are refused, and so is an empty one', async () => {
    const { upstream, ...gateway } = await arkBehind()
    const statuses: number[] = []
    for (const length of [255, 256, 0]) {
      const answer = await gateway.post(path, picture, { 'idempotency-key': 'k'.repeat(length) })
      statuses.push(answer.status)
    }

    expect(statuses).toEqual([200, 400, 400])
    expect(upstream.requests).toHaveLength(1)
  })
})

function many(ask: (number: number) => Promise<Response>): Promise<readonly Response[]> {
  return Promise.all(Array.from({ length: TWENTY }, (_, number) => ask(number)))
}

/** The address of a picture that nobody gets before so many have asked for it. */
async function awaited(readers: number): Promise<string> {
  const bytes = await plainPicture('jpeg', { width: 64, height: 64 })
  const reading = arrivals<string | undefined>()
  const port = await loopback(async ({ url }, response) => {
    reading.add(url)
    await reading.received(readers)
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes)
  })
  onTestFinished(port.close)
  return `${port.origin}/a.jpg`
}
