/** One server-sent event as it came; `data` has its lines joined by line feeds. */
export interface ServerEvent {
  readonly event: string | undefined
  readonly data: string
}

export type Reply =
  | { readonly kind: 'events'; readonly events: AsyncIterable<ServerEvent> }
  | { readonly kind: 'document'; readonly bytes: Buffer }

const LINE_FEED = 0x0a
const EVENT_STREAM = /^(?:data|event|id|retry)?:/
/** A known field with or without a value, a comment, or a field nobody knows; JSON text is none of them. */
const FIELD = /^(?:(?<name>data|event|id|retry)|[\w-]*(?=:))(?::[ ]?(?<value>.*))?$/s

/**
 * An answer's body as what its first line says it is, because upstreams send streams as JSON and JSON as streams: a
 * field or a comment opens an event stream, anything else is one document, read to its end.
 */
export async function readReply(body: AsyncIterable<Uint8Array>): Promise<Reply> {
  const { head, rest } = await peek(body)
  const whole = after(head, rest)
  return EVENT_STREAM.test(opening(head))
    ? { kind: 'events', events: readEvents(whole) }
    : { kind: 'document', bytes: await collect(whole) }
}

export async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * Events of a stream as they end. Beyond the standard, a line that is no field continues the data: one vendor's
 * documents show JSON over several lines with no `data:` in front (Ark streaming page, read 2026-10-08).
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  let event: string | undefined
  let data: string[] = []
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data.length > 0) yield { event, data: data.join('\n') }
      event = undefined
      data = []
      continue
    }
    const field = FIELD.exec(line)?.groups
    if (field === undefined) data.push(line)
    else if (field['name'] === 'data') data.push(field['value'] ?? '')
    else if (field['name'] === 'event') event = field['value']
  }
  if (data.length > 0) yield { event, data: data.join('\n') }
}

/** Lines without their ends (LF or CRLF). Each byte is looked at once, however small the chunks of a long line are. */
async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let pending: Uint8Array[] = []
  for await (const chunk of body) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield lineOf([...pending, chunk.subarray(start, end)])
      pending = []
      start = end + 1
    }
    if (start < chunk.byteLength) pending.push(chunk.subarray(start))
  }
  if (pending.length > 0) yield lineOf(pending)
}

function lineOf(pieces: readonly Uint8Array[]): string {
  const line = Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Reads until there is enough to tell a stream from a document. */
async function peek(
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Buffer; readonly rest: AsyncIterator<Uint8Array> }> {
  const rest = body[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (opening(head).length < 'retry:'.length) {
    const next = await rest.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  return { head, rest }
}

function opening(head: Buffer): string {
  return head.toString('utf8').trimStart()
}

async function* after(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
