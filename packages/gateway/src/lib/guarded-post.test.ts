import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach, describe, expect, it } from 'vitest'

import { guardedPost } from './guarded-post.ts'
import type { GuardedPostOptions } from './guarded-post.ts'

const MESSAGE = { headers: { 'content-type': 'application/json', 'x-id': '7' }, body: '{"heron":"Ä"}' }
const LOOPBACK = { allow: ['127.0.0.1/32'] }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

describe('a guarded post', () => {
  it('sends the headers and the very bytes, and answers with the head of the answer', async () => {
    const heard: unknown[] = []
    const server = await serve((request, response) => {
      const { method, url, headers } = request
      void text(request).then((body) => {
        heard.push([method, url, headers['x-id'], body])
        response.writeHead(429, { 'retry-after': '12' }).end('later')
      })
    })

    const answer = await post(`${server}/a?b=c`, LOOPBACK)

    expect(heard).toEqual([['POST', '/a?b=c', '7', MESSAGE.body]])
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '12' } })
  })

  it('follows no redirect', async () => {
    const paths: unknown[] = []
    const server = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })

    expect(await post(`${server}/here`, LOOPBACK)).toMatchObject({ status: 307 })
    expect(paths).toEqual(['/here'])
  })

  it('reaches no address that is not public, by number or by name', async () => {
    let asked = 0
    const server = await serve((_, response) => {
      asked += 1
      response.end()
    })
    const lookup = async () => [{ address: '127.0.0.1', family: 4 }]

    await expect(post(server, { allow: [] })).rejects.toMatchObject({ reason: 'address' })
    await expect(post('http://rebound.example/', { allow: [], lookup })).rejects.toMatchObject({
      reason: 'address',
    })
    await expect(post('http://169.254.169.254/latest', { allow: [] })).rejects.toMatchObject({
      reason: 'address',
    })
    expect(asked).toBe(0)
  })

  it('is over when the time is up, at whatever the other side was', async () => {
    const silent = await serve(() => undefined)
    const lookup = () => new Promise<never>(() => undefined)

    await expect(post(silent, { ...LOOPBACK, timeoutMs: 50 })).rejects.toMatchObject({ reason: 'too-slow' })
    await expect(
      post('http://nobody.example/', { ...LOOPBACK, lookup, timeoutMs: 50 }),
    ).rejects.toMatchObject({ reason: 'too-slow' })
  })

  it('does not care how a long answer would go on', async () => {
    const endless = await serve((_, response) => {
      response.writeHead(200)
      const pour = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
      }
      response.on('drain', pour)
      pour()
    })

    expect(await post(endless, LOOPBACK)).toMatchObject({ status: 200 })
  })

  it('has an answer also where its body breaks off', async () => {
    const broken = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy())
    })

    expect(await post(broken, LOOPBACK)).toMatchObject({ status: 200 })
  })

  it('names a connection that fails', async () => {
    const port = await unusedPort()

    await expect(post(`http://127.0.0.1:${port}/`, LOOPBACK)).rejects.toMatchObject({ reason: 'unreachable' })
  })
})

function post(url: string, options: Partial<GuardedPostOptions> & Pick<GuardedPostOptions, 'allow'>) {
  const guarded = guardedPost({ timeoutMs: 5_000, ...options })
  closing.push(() => guarded.close())
  return guarded.post(url, MESSAGE)
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
