import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { sseWriter } from './sse-writer.ts'
import type { SseWriter } from './sse-writer.ts'

const HEARTBEAT = ': keep-alive\n\n'
const HEAD = { event: 'picture', id: 1 }

describe('a stream of events', () => {
  it('has its head at once, and a heartbeat before there is anything to say', async () => {
    const { reader } = await stream({ heartbeatMs: 5 })

    expect((await reader.read()).value).toBe(HEARTBEAT)
  })

  it('goes on with heartbeats between its events', async () => {
    const { writer, reader } = await stream({ heartbeatMs: 5 })
    await writer.event(HEAD, pieces('one'))
    await heard(reader, `event: picture\nid: 1\ndata: one\n\n${HEARTBEAT}`)
    await writer.done()

    const rest = await restOf(reader)
    expect(rest.replaceAll(HEARTBEAT, '')).toBe('data: [DONE]\n\n')
  })

  it('has none within an event, however slowly its data comes', async () => {
    const { writer, reader } = await stream({ heartbeatMs: 2 })
    async function* slowly(): AsyncGenerator<string> {
      yield 'one, '
      await strikes(5)
      yield 'two'
    }
    await writer.event(HEAD, slowly())
    await writer.done()

    expect(await restOf(reader)).toContain('data: one, two\n\n')
  })

  it('is its events and its end when it is never silent for long', async () => {
    const { writer, reader } = await stream({})
    await writer.event(HEAD, pieces('one'))
    await writer.done()

    expect(await restOf(reader)).toBe('event: picture\nid: 1\ndata: one\n\ndata: [DONE]\n\n')
  })

  it('ends quietly when its reader has left', async () => {
    const { writer, reader, response } = await stream({ heartbeatMs: 1 })
    const closed = once(response, 'close')
    await reader.cancel()
    await closed

    await writer.event(HEAD, pieces('one'))
    await writer.done()

    expect(writer.withinEvent()).toBe(false)
  })

  it('keeps the pace of a slow reader, and does not hang when he leaves', async () => {
    const { writer, reader, response } = await stream({})
    async function* endless(): AsyncGenerator<string> {
      while (!response.destroyed) yield 'x'.repeat(100_000)
    }
    const writing = writer.event(HEAD, endless())
    await reader.read()
    await reader.cancel()

    await expect(writing).resolves.toBeUndefined()
  })
})

interface Reader {
  read(): Promise<{ readonly value?: string | undefined; readonly done: boolean }>
  cancel(): Promise<void>
}

/** A stream on a real line: its writer, and who reads it. */
async function stream(options: Parameters<typeof sseWriter>[2]) {
  let begin: ((begun: { writer: SseWriter; response: ServerResponse }) => void) | undefined
  const begun = new Promise<{ writer: SseWriter; response: ServerResponse }>((resolve) => {
    begin = resolve
  })
  const server = createServer((_, response) =>
    begin?.({ writer: sseWriter(response, { 'x-request-id': 'req_1' }, options), response }),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}`)
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  if (answer.body === null) throw new Error('a stream without a body')
  const reader: Reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  return { ...(await begun), reader }
}

async function* pieces(...all: readonly string[]): AsyncGenerator<string> {
  yield* all
}

/** Resolves when all of this text was read. */
async function heard(reader: Reader, text: string): Promise<void> {
  let read = ''
  while (!read.includes(text)) {
    const { value = '', done } = await reader.read()
    if (done) throw new Error(`the stream ended after ${JSON.stringify(read)}`)
    read += value
  }
}

async function restOf(reader: Reader): Promise<string> {
  let read = ''
  for (;;) {
    const { value = '', done } = await reader.read()
    if (done) return read
    read += value
  }
}

/** A clock that beats like the writer's. */
function strikes(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count
    const timer = setInterval(() => {
      left -= 1
      if (left > 0) return
      clearInterval(timer)
      resolve()
    }, 2)
  })
}
