import { describe, expect, it } from 'vitest'

import { serverSentMessages } from './sse.ts'

describe('server-sent messages', () => {
  it('are the same however the network cuts the bytes', async () => {
    const text =
      ': hello\r\nid: 1\r\nevent: a\r\ndata: {"prompt":\r\ndata: "夜明け"}\r\n\r\nid:2\ndata:x\n\ndata\r\r'
    const bytes = new TextEncoder().encode(text)
    const whole = await messagesOf([bytes])

    expect(whole).toEqual([
      { id: '1', event: 'a', data: '{"prompt":\n"夜明け"}' },
      { id: '2', event: 'message', data: 'x' },
      { id: '2', event: 'message', data: '' },
    ])
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(await messagesOf([bytes.slice(0, cut), bytes.slice(cut)])).toEqual(whole)
    }
    expect(await messagesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  it('that were never ended are not told', async () => {
    expect(await messagesOf([new TextEncoder().encode('data: whole\n\ndata: half\n')])).toEqual([
      { id: '', event: 'message', data: 'whole' },
    ])
  })

  it('keep colons in their data', async () => {
    expect(await messagesOf([new TextEncoder().encode('data: http://a: b\n\n')])).toEqual([
      { id: '', event: 'message', data: 'http://a: b' },
    ])
  })
})

async function messagesOf(pieces: readonly Uint8Array[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  const messages = []
  for await (const message of serverSentMessages(body)) messages.push(message)
  return messages
}
