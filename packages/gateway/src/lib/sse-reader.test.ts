import { describe, expect, it } from 'vitest'

import { readEvents, readReply } from './sse-reader.ts'
import type { ServerEvent } from './sse-reader.ts'

describe('a stream of events', () => {
  it.each([
    ['one line', 'data: a\n\n', [{ event: undefined, data: 'a' }]],
    ['a name', 'event: done\ndata: a\n\n', [{ event: 'done', data: 'a' }]],
    ['no space after the colon', 'data:a\n\n', [{ event: undefined, data: 'a' }]],
    ['several lines', 'data: {\ndata: }\n\n', [{ event: undefined, data: '{\n}' }]],
    ['carriage returns', 'event: x\r\ndata: a\r\n\r\n', [{ event: 'x', data: 'a' }]],
    [
      'comments and other fields',
      ': hello\nid: 1\nretry: 5\nx-more: y\ndata: a\n\n',
      [{ event: undefined, data: 'a' }],
    ],
    [
      'lines that no field begins',
      'event: x\ndata: {\n  "type": "a:b",\n  "n": 1\n}\n\n',
      [{ event: 'x', data: '{\n  "type": "a:b",\n  "n": 1\n}' }],
    ],
    ['no blank line at the end', 'data: a', [{ event: undefined, data: 'a' }]],
    ['a name that is not carried over', 'event: x\n\ndata: a\n\n', [{ event: undefined, data: 'a' }]],
    ['an empty line of data', 'data\n\n', [{ event: undefined, data: '' }]],
    ['a byte order mark', '\uFEFFdata: a\n\n', [{ event: undefined, data: 'a' }]],
  ])('is read with %s', async (_, text, expected) => {
    expect(await events(chunks(text, text.length))).toEqual(expected)
  })

  it.each([1, 2, 3, 7, 64])(
    'is the same in chunks of %i bytes, letters of several bytes included',
    async (size) => {
      const text = 'event: a\ndata: 猫\ndata: 🌊\n\ndata: b\r\n\r\n'

      expect(await events(chunks(text, size))).toEqual([
        { event: 'a', data: '猫\n🌊' },
        { event: undefined, data: 'b' },
      ])
    },
  )

  it('gives an event when it has ended, not when the stream has', async () => {
    let asked = 0
    const body = (async function* () {
      for (const text of ['data: a\n\n', 'data: b\n\n']) {
        asked += 1
        yield Buffer.from(text)
      }
    })()

    const first = await readEvents(body).next()

    expect([first.value?.data, asked]).toEqual(['a', 1])
  })

  it('reads a line of many megabytes in small chunks in good time', async () => {
    const picture = 'A'.repeat(8 * 2 ** 20)

    const [event] = await events(chunks(`data: ${picture}\n\n`, 16_384))

    expect(event?.data).toHaveLength(picture.length)
  }, 5000)
})

describe('an answer', () => {
  it.each([
    ['data: {}\n\n', 'events'],
    ['\n\n: heartbeat\n\ndata: {}\n\n', 'events'],
    ['event: x\ndata: {}\n\n', 'events'],
    ['{"data":[]}', 'document'],
    ['\n  \n{"data":[]}', 'document'],
    ['<html>', 'document'],
    ['data', 'document'],
    ['', 'document'],
  ])('that begins with %j is read as %s', async (text, kind) => {
    for (const size of [1, 1000]) expect((await readReply(chunks(text, size))).kind).toBe(kind)
  })

  it('is whole although its beginning was looked at', async () => {
    const reply = await readReply(chunks(' {"a":1}', 3))

    expect(reply.kind === 'document' && reply.bytes.toString()).toBe(' {"a":1}')
  })
})

async function events(body: AsyncIterable<Uint8Array>): Promise<readonly ServerEvent[]> {
  const seen: ServerEvent[] = []
  for await (const event of readEvents(body)) seen.push(event)
  return seen
}

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}
