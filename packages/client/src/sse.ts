export interface ServerSentMessage {
  /** The last id told so far; empty when none was. */
  readonly id: string
  readonly event: string
  readonly data: string
}

/** The messages of an event stream as they arrive, wherever the network cut it into pieces. */
export async function* serverSentMessages(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentMessage> {
  let [id, event] = ['', '']
  let data: string[] = []
  for await (const line of linesOf(body)) {
    if (line === '') {
      if (data.length > 0) yield { id, event: event === '' ? 'message' : event, data: data.join('\n') }
      event = ''
      data = []
      continue
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
  }
}

/** Lines end in LF, CR LF or CR; a CR at the end of a piece waits for the LF that may follow. What has no end is dropped. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let pending = ''
  for await (const text of textOf(body)) {
    const parts = (pending + text).split(/\r\n|\n|\r(?!$)/)
    pending = parts.pop() ?? ''
    yield* parts
  }
  if (pending.endsWith('\r')) yield pending.slice(0, -1)
}

/** Through a reader, because Safari cannot iterate a stream. */
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
