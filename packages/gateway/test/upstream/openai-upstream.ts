import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import { z } from 'zod'

import { arrivals, script } from './behaviour.ts'
import type { Arrivals, Draw, Refuse, Script } from './behaviour.ts'
import { loopback } from './loopback.ts'
import { pictureServer, readBody } from './picture-server.ts'
import type { PictureServer, Promised } from './picture-server.ts'
import { keyOf, purchases } from './purchases.ts'
import type { OpenPurchase, Purchase, Purchases } from './purchases.ts'

export interface OpenaiUpstreamOptions {
  readonly apiKey?: string
  /** `both`: as the request's `response_format` says. `b64_json`: always, and the field is refused, as OpenAI's own models do. */
  readonly answers?: 'both' | 'b64_json'
  readonly smallPictures?: boolean
}

/**
 * A server with OpenAI's Images API on a port of this machine: JSON generations, multipart edits, streams with
 * previews, its envelope for errors. Draws as asked unless `next` or `otherwise` say something else.
 */
export interface OpenaiUpstream extends Script {
  /** With `/v1`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Everything that was posted, refused or not. */
  readonly requests: readonly OpenaiRequest[]
  readonly bill: { readonly calls: number; readonly pictures: number }
  /** Every call that was drawn. */
  readonly purchases: readonly Purchase[]
  readonly results: Pick<PictureServer, 'kill' | 'revive' | 'fetches' | 'bytesOf'>
  readonly received: (count: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface OpenaiRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** JSON, or a form's text fields as they came. */
  readonly fields: Readonly<Record<string, unknown>>
  /** File parts of a form in their order. */
  readonly files: readonly OpenaiFile[]
}

export interface OpenaiFile {
  readonly name: string
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Buffer
}

interface Server {
  readonly apiKey: string
  readonly answers: 'both' | 'b64_json'
  readonly bill: { calls: number; pictures: number }
  readonly purchases: Purchases
  readonly arrivals: Arrivals<OpenaiRequest>
  readonly script: ReturnType<typeof script>
  readonly pictures: PictureServer
  readonly origin: () => string
}

export async function openaiUpstream(options: OpenaiUpstreamOptions = {}): Promise<OpenaiUpstream> {
  const { apiKey = 'sk-for-tests', answers = 'both', smallPictures = false } = options
  const server: Server = {
    apiKey,
    answers,
    bill: { calls: 0, pictures: 0 },
    purchases: purchases(),
    arrivals: arrivals(),
    script: script(),
    pictures: pictureServer({ smallPictures }),
    origin: () => port.origin,
  }
  const port = await loopback((request, response) => handle(server, request, response))
  return {
    baseUrl: `${port.origin}/v1`,
    apiKey,
    requests: server.arrivals.all,
    bill: server.bill,
    purchases: server.purchases.all,
    results: server.pictures,
    next: server.script.next,
    otherwise: server.script.otherwise,
    received: server.arrivals.received,
    close: port.close,
  }
}

const PATHS: readonly string[] = ['/v1/images/generations', '/v1/images/edits']

async function handle(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await server.pictures.serve(request, response)) return
  const read = await readRequest(request)
  if (request.method !== 'POST' || !PATHS.includes(read.path)) {
    return refuse(response, { status: 404, code: 'not_found', message: 'Unknown request URL.' })
  }
  server.arrivals.add(read)
  const { prompt } = read.fields
  const call = { prompt: typeof prompt === 'string' ? prompt : '', key: keyOf(read.headers) }
  const behaviour = server.script.take(call.prompt)
  switch (behaviour.kind) {
    case 'refuse':
      return refuse(response, behaviour)
    case 'say':
      if (behaviour.bought === true) charge(server, call)
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body)
      return
    case 'reset':
      if (behaviour.bought) charge(server, call)
      request.socket.destroy()
      return
    case 'draw':
      return answer(server, { behaviour, read }, response)
    default:
      behaviour satisfies never
  }
}

async function readRequest(request: IncomingMessage): Promise<OpenaiRequest> {
  const { headers, url: path = '' } = request
  const bytes = await readBody(request)
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return {
      path,
      headers,
      fields: z.record(z.string(), z.unknown()).parse(JSON.parse(bytes.toString())),
      files: [],
    }
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const parts = [...form.entries()]
  const files = parts.flatMap(([name, part]) => (typeof part === 'string' ? [] : [{ name, part }]))
  return {
    path,
    headers,
    fields: Object.fromEntries(parts.filter(([, part]) => typeof part === 'string')),
    files: await Promise.all(
      files.map(async ({ name, part }) => ({
        name,
        fileName: part.name,
        mediaType: part.type,
        bytes: Buffer.from(await part.arrayBuffer()),
      })),
    ),
  }
}

/** Forms carry numbers and booleans as text. */
const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
const boolean = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
const box = z.object({ width: z.int(), height: z.int() })
const wish = z.object({
  model: z.string(),
  prompt: z.string().min(1).max(32_000),
  n: number.pipe(z.int().min(1).max(10)).default(1),
  size: z
    .string()
    .regex(/^\d+x\d+$/)
    .default('1024x1024'),
  custom_size: z.union([box, z.string().transform((text) => box.parse(JSON.parse(text)))]).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  output_format: z.enum(['png', 'jpeg', 'webp']).default('png'),
  background: z.enum(['auto', 'opaque', 'transparent']).default('auto'),
  seed: number.optional(),
  watermark: boolean.default(false),
  stream: boolean.default(false),
  partial_images: number.pipe(z.int().min(0).max(3)).default(0),
})
type Wish = z.output<typeof wish>

async function answer(
  server: Server,
  { behaviour, read }: { readonly behaviour: Draw; readonly read: OpenaiRequest },
  response: ServerResponse,
): Promise<void> {
  const checked = check(server, read)
  if ('status' in checked) return refuse(response, checked)
  const drawing: Drawing = {
    asked: checked,
    behaviour,
    operation: read.path.endsWith('edits') ? 'edit' : 'generation',
    purchase: server.purchases.begin({ prompt: checked.prompt, key: keyOf(read.headers) }),
  }
  server.bill.calls += 1
  await (checked.stream ? stream(server, drawing, response) : plain(server, drawing, response))
  drawing.purchase.end()
}

function check(
  { apiKey, answers }: Server,
  { headers, fields, files, path }: OpenaiRequest,
): Wish | Omit<Refuse, 'kind'> {
  if (headers.authorization !== `Bearer ${apiKey}`) {
    return { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' }
  }
  const { data, error } = wish.safeParse(fields)
  if (data === undefined) {
    const [issue] = error.issues
    const param = issue?.path.join('.') ?? ''
    return {
      status: 400,
      code: 'invalid_value',
      param,
      message: `Invalid value for '${param}': ${issue?.message}`,
    }
  }
  if (answers === 'b64_json' && data.response_format !== undefined) {
    const message = "Unknown parameter: 'response_format'."
    return { status: 400, code: 'unknown_parameter', param: 'response_format', message }
  }
  const pictures = files.filter(({ name }) => name === 'image' || name === 'image[]')
  if (path.endsWith('edits') && pictures.length === 0) {
    return {
      status: 400,
      code: 'missing_required_parameter',
      param: 'image',
      message: 'You must provide an image.',
    }
  }
  return data
}

interface Drawing {
  readonly asked: Wish
  readonly behaviour: Draw
  readonly operation: 'generation' | 'edit'
  readonly purchase: OpenPurchase
}

async function plain(server: Server, drawing: Drawing, response: ServerResponse): Promise<void> {
  const { asked, behaviour, purchase } = drawing
  const count = Math.min(asked.n, behaviour.pictures ?? asked.n)
  const data: object[] = []
  for (let index = 0; index < count; index += 1) {
    await turn(behaviour, response)
    const code = behaviour.failures?.[index]
    data.push(
      code === undefined
        ? await item(server, { asked, purchase }, index)
        : { error: { code, message: `Failed: ${code}.` } },
    )
  }
  const body = { created: seconds(), data, usage: usage(data.length) }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function stream(server: Server, drawing: Drawing, response: ServerResponse): Promise<void> {
  const { asked, behaviour, operation, purchase } = drawing
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let index = 0; index < asked.n; index += 1) {
    const picture = promised(server, asked, index)
    const b64_json = (await server.pictures.bytesOf(picture)).toString('base64')
    const facts = {
      created_at: seconds(),
      size: asked.size,
      quality: 'high',
      output_format: asked.output_format,
    }
    for (let partial = 0; partial < asked.partial_images; partial += 1) {
      const type = `image_${operation}.partial_image`
      say(response, { type, b64_json, ...facts, partial_image_index: partial })
    }
    await turn(behaviour, response)
    if (index >= (behaviour.cutAfter ?? Number.POSITIVE_INFINITY)) return void response.destroy()
    server.bill.pictures += 1
    purchase.made(index, picture)
    say(response, { type: `image_${operation}.completed`, b64_json, ...facts, usage: usage(1) })
  }
  response.end()
}

async function turn({ gate, delayMs }: Draw, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  await gate?.pass(gone.signal)
  if (delayMs !== undefined) await pause(delayMs)
}

async function item(
  server: Server,
  { asked, purchase }: Pick<Drawing, 'asked' | 'purchase'>,
  index: number,
): Promise<object> {
  const picture = promised(server, asked, index)
  server.bill.pictures += 1
  purchase.made(index, picture)
  return asked.response_format === 'url'
    ? { url: server.origin() + server.pictures.publish(picture) }
    : { b64_json: (await server.pictures.bytesOf(picture)).toString('base64') }
}

function promised({ bill }: Server, asked: Wish, index: number): Promised {
  const [width = 0, height = 0] = asked.size.split('x').map(Number)
  const luck = asked.seed ?? `call ${bill.calls}`
  return {
    ...(asked.custom_size ?? { width, height }),
    format: asked.output_format === 'jpeg' ? 'jpeg' : 'png',
    transparent: asked.background === 'transparent',
    likeness: [asked.model, asked.prompt, luck, index].join('|'),
  }
}

/** For a picture that nobody will ever see. */
function charge({ bill, purchases: bought }: Server, call: Pick<Purchase, 'prompt' | 'key'>): void {
  bill.calls += 1
  bill.pictures += 1
  bought.begin(call).end()
}

function usage(pictures: number): object {
  return { input_tokens: 12, output_tokens: 1056 * pictures, total_tokens: 12 + 1056 * pictures }
}

function say(
  response: ServerResponse,
  data: { readonly type: string; readonly [field: string]: unknown },
): void {
  response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`)
}

function refuse(response: ServerResponse, error: Omit<Refuse, 'kind'>): void {
  const {
    status,
    code,
    message = `The request failed: ${code}.`,
    param,
    type = 'invalid_request_error',
  } = error
  const envelope = { error: { message, type, param: param ?? null, code } }
  const headers = {
    'content-type': 'application/json',
    'x-request-id': `req_${randomUUID()}`,
    ...error.headers,
  }
  response.writeHead(status, headers).end(JSON.stringify(envelope))
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
