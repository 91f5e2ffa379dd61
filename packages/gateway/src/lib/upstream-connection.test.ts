import { describe, expect, it } from 'vitest'

import { loopback } from '../../test/upstream/loopback.ts'
import { collect } from './sse-reader.ts'
import { upstreamConnection } from './upstream-connection.ts'
import type { UpstreamConnection, UpstreamConnectionOptions } from './upstream-connection.ts'

describe('a connection to an upstream', () => {
  it('sends the pieces of a body as one, with its length', async () => {
    const server = await loopback(async (request, response) => {
      response.end(`${request.headers['content-length']} ${(await collect(request)).toString()}`)
    })
    const connection = connectionTo(server.origin)

    const answer = await post(connection, server.origin, { body: ['one, ', 'two'] })

    expect((await collect(answer.body)).toString()).toBe('8 one, two')
    await close(connection, server)
  })

  it('keeps its sockets open for the next request', async () => {
    const sockets = new Set<unknown>()
    const server = await loopback(async (request, response) => {
      sockets.add(request.socket)
      response.end('ok')
    })
    const connection = connectionTo(server.origin)

    for (let asked = 0; asked < 20; asked += 1) await collect((await post(connection, server.origin)).body)

    expect(sockets.size).toBeLessThanOrEqual(2)
    await close(connection, server)
  })

  it('knows that a request that never left was not sent', async () => {
    const server = await loopback(async () => undefined)
    await server.close()
    const connection = connectionTo(server.origin)

    await expect(post(connection, server.origin)).rejects.toMatchObject({ sent: false, reason: 'broken' })
    await connection.close()
  })

  it('gives up at its time limit, and says that the request had been sent', async () => {
    const server = await loopback(async () => undefined)
    const connection = connectionTo(server.origin)

    const asked = post(connection, server.origin, { timeoutMs: 50 })

    await expect(asked).rejects.toMatchObject({ sent: true, reason: 'timeout' })
    await close(connection, server)
  })

  it('counts a slow answer against the same limit', async () => {
    const server = await loopback(async (_, response) => void response.write('begun'))
    const connection = connectionTo(server.origin)
    const answer = await post(connection, server.origin, { timeoutMs: 100 })

    await expect(collect(answer.body)).rejects.toMatchObject({ sent: true, reason: 'timeout' })
    await close(connection, server)
  })

  it('stops reading an answer that grows too large', async () => {
    const server = await loopback(async (_, response) => void response.end('x'.repeat(1000)))
    const connection = connectionTo(server.origin, { maxAnswerBytes: 999 })
    const answer = await post(connection, server.origin)

    await expect(collect(answer.body)).rejects.toMatchObject({ sent: true, reason: 'too-large' })
    await close(connection, server)
  })

  it('never goes through a proxy of the environment, and never repeats a request', async () => {
    let asked = 0
    const server = await loopback(async (request) => {
      asked += 1
      request.socket.destroy()
    })
    const connection = connectionTo(server.origin)

    await expect(post(connection, server.origin)).rejects.toMatchObject({ sent: true, reason: 'broken' })

    expect(asked).toBe(1)
    await close(connection, server)
  })
})

describe('a result address', () => {
  it('of the upstream itself is fetched straight', async () => {
    const server = await loopback(async (request, response) => void response.end(request.url))
    const connection = connectionTo(server.origin)

    expect(await text(connection, `${server.origin}/p.png?x=1`)).toBe('/p.png?x=1')
    await close(connection, server)
  })

  it.each(['http://127.0.0.1:9/p.png', 'http://localhost/p.png', 'https://bucket.example/p.png'])(
    'of anyone else goes through the guard: %s',
    async (url) => {
      const connection = connectionTo('http://127.0.0.1:8')

      expect(await text(connection, url)).toBe(`guarded ${url}`)
      await connection.close()
    },
  )

  it('that leads elsewhere goes through the guard, back home too', async () => {
    const server = await loopback(
      async (_, response) => void response.writeHead(302, { location: '/secret' }).end(),
    )
    const connection = connectionTo(server.origin)

    expect(await text(connection, `${server.origin}/p.png`)).toBe(`guarded ${server.origin}/secret`)
    await close(connection, server)
  })

  it('that is gone is an error that says so', async () => {
    const server = await loopback(async (_, response) => void response.writeHead(403).end('expired'))
    const connection = connectionTo(server.origin)

    await expect(text(connection, `${server.origin}/p.png`)).rejects.toThrow('403')
    await close(connection, server)
  })
})

function connectionTo(baseUrl: string, more: Partial<UpstreamConnectionOptions> = {}): UpstreamConnection {
  return upstreamConnection({ baseUrl, fetchStranger: async (url) => guarded(url), ...more })
}

async function* guarded(url: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`guarded ${url}`)
}

function post(
  connection: UpstreamConnection,
  url: string,
  {
    body = ['hello'],
    timeoutMs = 5000,
  }: { readonly body?: readonly string[]; readonly timeoutMs?: number } = {},
): ReturnType<UpstreamConnection['post']> {
  const pieces = body.map((piece) => Buffer.from(piece))
  return connection.post(url, { headers: {}, body: pieces, signal: new AbortController().signal, timeoutMs })
}

async function text(connection: UpstreamConnection, url: string): Promise<string> {
  return (await collect(await connection.fetchResult(url, new AbortController().signal))).toString()
}

async function close(
  connection: UpstreamConnection,
  server: { readonly close: () => Promise<void> },
): Promise<void> {
  await server.close()
  await connection.close()
}
