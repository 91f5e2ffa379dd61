import { EventSourceParserStream } from 'eventsource-parser/stream'

/** One event of a stream as its reader sees it. */
export interface Message {
  readonly event?: string | undefined
  readonly id?: string | undefined
  readonly data: string
}

/** Comments are not among them. */
export async function* eventsOf(response: Response): AsyncGenerator<Message> {
  const type = response.headers.get('content-type') ?? ''
  if (response.body === null || !type.startsWith('text/event-stream')) {
    throw new Error(`not a stream of events but ${response.status}: ${await response.text()}`)
  }
  yield* response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
}

/** The stream to its end. */
export async function allEventsOf(response: Response): Promise<readonly Message[]> {
  const all: Message[] = []
  for await (const message of eventsOf(response)) all.push(message)
  return all
}
