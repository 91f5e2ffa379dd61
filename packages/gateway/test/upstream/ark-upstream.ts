import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { drawPlainly, drawStream } from './ark-drawing.ts'
import type { Drawing, Studio } from './ark-drawing.ts'
import { ARK_MODELS } from './ark-models.ts'
import type { ArkModel } from './ark-models.ts'
import { arkRefusal, readArkAsk } from './ark-rules.ts'
import type { ArkAsk, ArkError } from './ark-rules.ts'
import { arrivals, script } from './behaviour.ts'
import type { Arrivals, Draw, Refuse, Script } from './behaviour.ts'
import { loopback } from './loopback.ts'
import { pictureServer, readBody } from './picture-server.ts'
import type { PictureServer } from './picture-server.ts'
import { keyOf, purchases } from './purchases.ts'
import type { Purchase } from './purchases.ts'

export interface ArkUpstreamOptions {
  readonly apiKey?: string
  /** Serves the models the vendor has retired, too. */
  readonly legacy?: boolean
  /** `ep-…` → model id. */
  readonly endpoints?: Readonly<Record<string, string>>
  /** Every picture is a 64 pixel stand-in: for tests in which size is not the subject. */
  readonly smallPictures?: boolean
}

/**
 * The vendor's image route on a port of this machine: its checks and texts, its answers and streams, its bucket, its
 * bill. Draws as asked unless `next` or `otherwise` say something else.
 *
 *     const upstream = await arkUpstream()
 *     upstream.next({ kind: 'refuse', status: 429, code: 'RequestBurstTooFast' }, { kind: 'draw', cutAfter: 2 })
 *     …
 *     expect(upstream.bill).toEqual({ calls: 1, pictures: 3 })
 */
export interface ArkUpstream extends Script {
  /** With `/api/v3`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Everything that was posted, refused or not. */
  readonly requests: readonly ArkRequest[]
  /** Calls that were drawn, and pictures made: charged for, delivered or not. */
  readonly bill: { readonly calls: number; readonly pictures: number }
  /** Every call that was drawn. */
  readonly purchases: readonly Purchase[]
  /** The bucket behind the result addresses. */
  readonly results: Pick<PictureServer, 'kill' | 'revive' | 'fetches' | 'bytesOf'>
  /** Resolves when `count` requests have been posted in all. */
  readonly received: (count: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface ArkRequest {
  readonly headers: IncomingMessage['headers']
  /** As parsed JSON; undefined where it was none. */
  readonly body: unknown
  /** The vendor's default is true: a client that says nothing gets a mark that nobody asked for. */
  readonly saidWatermark: boolean
  /** Reference pictures that the vendor would have had to fetch itself. */
  readonly addresses: readonly string[]
}

interface Vendor extends Studio {
  readonly apiKey: string
  readonly options: ArkUpstreamOptions
  readonly arrivals: Arrivals<ArkRequest>
  readonly script: ReturnType<typeof script>
}

export async function arkUpstream(options: ArkUpstreamOptions = {}): Promise<ArkUpstream> {
  const { apiKey = 'ark-key-for-tests', smallPictures = false } = options
  const vendor: Vendor = {
    apiKey,
    options,
    arrivals: arrivals(),
    bill: { calls: 0, pictures: 0 },
    purchases: purchases(),
    script: script(),
    pictures: pictureServer({ smallPictures }),
    origin: () => server.origin,
  }
  const server = await loopback((request, response) => handle(vendor, request, response))
  return {
    baseUrl: `${server.origin}/api/v3`,
    apiKey,
    requests: vendor.arrivals.all,
    bill: vendor.bill,
    purchases: vendor.purchases.all,
    results: vendor.pictures,
    next: vendor.script.next,
    otherwise: vendor.script.otherwise,
    received: vendor.arrivals.received,
    close: server.close,
  }
}

async function handle(vendor: Vendor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await vendor.pictures.serve(request, response)) return
  const body = parse(await readBody(request))
  if (request.method !== 'POST' || request.url !== '/api/v3/images/generations') {
    refuse(response, {
      status: 404,
      code: 'NotFound',
      message: 'The requested path does not exist.',
      param: '',
    })
    return
  }
  vendor.arrivals.add(arkRequest(request, body))
  const call = { prompt: promptOf(body), key: keyOf(request.headers) }
  const behaviour = vendor.script.take(call.prompt)
  switch (behaviour.kind) {
    case 'refuse':
      return refuse(response, behaviour)
    case 'say':
      if (behaviour.bought === true) charge(vendor, call)
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body)
      return
    case 'reset':
      if (behaviour.bought) charge(vendor, call)
      request.socket.destroy()
      return
    case 'draw':
      return answer(vendor, { behaviour, body, request }, response)
    default:
      behaviour satisfies never
  }
}

async function answer(
  vendor: Vendor,
  {
    behaviour,
    body,
    request,
  }: { readonly behaviour: Draw; readonly body: unknown; readonly request: IncomingMessage },
  response: ServerResponse,
): Promise<void> {
  const checked = await check(vendor, request, body)
  if ('status' in checked) return refuse(response, checked)
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const drawing: Drawing = { ...checked, behaviour, key: keyOf(request.headers), gone: gone.signal }
  if (checked.asked.stream) return drawStream(drawing, vendor, response)
  const code = await drawPlainly(drawing, vendor, response)
  if (code !== undefined) refuse(response, { status: code === 'InternalServiceError' ? 500 : 400, code })
}

async function check(
  { apiKey, options }: Vendor,
  request: IncomingMessage,
  body: unknown,
): Promise<(ArkAsk & { readonly model: ArkModel }) | ArkError> {
  if (request.headers.authorization !== `Bearer ${apiKey}`) {
    const message = 'the API key or AK/SK in the request is missing or invalid.'
    return { status: 401, code: 'AuthenticationError', message, param: '' }
  }
  const ask = readArkAsk(body)
  if ('status' in ask) return ask
  const model = modelOf(ask.asked.model, options)
  if (model === undefined) {
    const message = `The model or endpoint ${ask.asked.model} does not exist or you do not have access to it.`
    return { status: 404, code: 'InvalidEndpointOrModel.NotFound', message, param: '' }
  }
  return (await arkRefusal(ask, model)) ?? { ...ask, model }
}

/** BytePlus writes the newer ids with `dola-`, Volcengine all of them with `doubao-`. */
function modelOf(name: string, { endpoints = {}, legacy = false }: ArkUpstreamOptions): ArkModel | undefined {
  const id = (endpoints[name] ?? name).replace(/^(?:dola|doubao)-/, '').replace('-lite-260128', '-260128')
  return ARK_MODELS.find((model) => model.id === id && (legacy || !model.retired))
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  429: 'TooManyRequests',
  500: 'InternalServerError',
}

function refuse(response: ServerResponse, error: Omit<Refuse, 'kind'>): void {
  const { status, code, message = `The request failed: ${code}.`, param = '', type = TYPES[status] } = error
  const id = randomUUID().replaceAll('-', '')
  const envelope = { error: { code, message: `${message} Request id: ${id}`, param, type } }
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': id, ...error.headers }
  response.writeHead(status, headers).end(JSON.stringify(envelope))
}

/** For pictures that nobody will ever see. */
function charge({ bill, purchases: bought }: Vendor, call: Pick<Purchase, 'prompt' | 'key'>): void {
  bill.calls += 1
  bill.pictures += 1
  bought.begin(call).end()
}

function promptOf(body: unknown): string {
  const { prompt } = Object(body) as { readonly prompt?: unknown }
  return typeof prompt === 'string' ? prompt : ''
}

function arkRequest({ headers }: IncomingMessage, body: unknown): ArkRequest {
  const { image, watermark } = Object(body) as { readonly image?: unknown; readonly watermark?: unknown }
  const addresses = [image]
    .flat()
    .filter((one) => typeof one === 'string' && one.startsWith('http')) as string[]
  return { headers, body, saidWatermark: typeof watermark === 'boolean', addresses }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
