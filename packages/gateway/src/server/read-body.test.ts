import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { wholeGateway } from '../../test/whole-gateway.ts'
import type { WholeGateway } from '../../test/whole-gateway.ts'
import { MAX_FILE_BYTES } from './read-body.ts'

const KEY = 'dg_a-key-for-forms'
const FORM = {
  authorization: `Bearer ${KEY}`,
  'content-type': 'multipart/form-data; boundary=between',
}
const END = '--between--\r\n'

let gateway: WholeGateway
afterEach(() => gateway.close())

describe('a file of a form that is larger than 30 MB', () => {
  it('is refused and leaves nothing in the blob store', async () => {
    await open()
    const answer = await edit(file('image', Buffer.alloc(MAX_FILE_BYTES + 1, 7)))

    expect([answer.statusCode, answer.json()]).toMatchObject([413, { error: { param: 'image' } }])
    expect(await blobs()).toEqual([])
  })

  it('takes no stored file along that begins the same', async () => {
    await open()
    await gateway.context.blobs.put(Buffer.alloc(MAX_FILE_BYTES, 7))
    const before = await blobs()
    await edit(file('image', Buffer.alloc(MAX_FILE_BYTES + 1, 7)))

    expect(before).toHaveLength(1)
    expect(await blobs()).toEqual(before)
  })
})

describe('the text of a form', () => {
  it('takes room as bodies do, and gives it back with the answer', async () => {
    await open(100)
    const tooMuch = await edit(text('prompt', 'x'.repeat(60)), text('user', 'y'.repeat(41)))
    const enough = await edit(text('prompt', 'x'.repeat(60)), text('user', 'y'.repeat(40)))

    expect([tooMuch.statusCode, tooMuch.headers['retry-after']]).toEqual([503, '1'])
    expect(tooMuch.json()).toMatchObject({ error: { code: 'overloaded' } })
    expect(enough.statusCode).toBe(400)
  })

  it('counts in bytes', async () => {
    await open(100)

    expect((await edit(text('prompt', '鷺'.repeat(34)))).statusCode).toBe(503)
    expect((await edit(text('prompt', '鷺'.repeat(33)))).statusCode).toBe(400)
  })

  it('holds its room while the form still comes, until its caller leaves', async () => {
    await open(100)
    await gateway.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = gateway.app.server.address() as AddressInfo
    const slow = request({ port, method: 'POST', path: '/v1/images/edits', headers: FORM })
    slow.on('error', () => undefined)
    slow.write(Buffer.concat([text('prompt', 'x'.repeat(90)), text('user', 'y')]))

    await expect.poll(other).toBe(503)
    slow.destroy()
    await expect.poll(other).toBe(200)
  })
})

it('a form that is refused before its end is read leaves its connection to the next request', async () => {
  await open(100)
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = gateway.app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const form = Buffer.concat([
    text('prompt', 'x'.repeat(101)),
    file('image', Buffer.alloc(1_048_576)),
    Buffer.from(END),
  ])
  const refused = request({ agent, port, method: 'POST', path: '/v1/images/edits', headers: FORM }).end(form)
  const next = request({ agent, port, path: '/healthz' }).end()

  expect(await Promise.all([statusOf(refused), statusOf(next)])).toEqual([503, 200])
  agent.destroy()
})

async function statusOf(asked: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

async function open(bodyBudget?: number): Promise<void> {
  gateway = await wholeGateway(bodyBudget === undefined ? {} : { server: { bodyBudget } })
  await gateway.addKey(KEY)
}

function edit(...parts: readonly Buffer[]) {
  const payload = Buffer.concat([...parts, Buffer.from(END)])
  return gateway.app.inject({ method: 'POST', url: '/v1/images/edits', headers: FORM, payload })
}

/** The status of somebody else's small request. */
async function other(): Promise<number> {
  const { statusCode } = await gateway.app.inject({
    method: 'POST',
    url: '/v1/images/generations?dry_run=true',
    headers: { authorization: `Bearer ${KEY}` },
    payload: { prompt: 'a heron' },
  })
  return statusCode
}

/** Names of everything in the blob store, finished or not. */
async function blobs(): Promise<readonly string[]> {
  const entries = await readdir(gateway.folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

function text(name: string, content: string): Buffer {
  return part(`name="${name}"`, Buffer.from(content))
}

function file(name: string, content: Buffer): Buffer {
  return part(`name="${name}"; filename="a.png"`, content)
}

function part(names: string, content: Buffer): Buffer {
  const head = `--between\r\ncontent-disposition: form-data; ${names}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')])
}
