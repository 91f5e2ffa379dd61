import { Fault } from '../../core/fault.ts'
import type { ModelRow } from '../../core/model.ts'
import type { Engine, EngineContext, EngineEvent, Order } from '../../core/ports/engine.ts'
import { askForPictures, resumePictures } from '../../lib/picture-exchange.ts'
import type { UpstreamConnection } from '../../lib/upstream-connection.ts'
import { openaiRequest, unserved } from './body.ts'
import { openaiFaults } from './faults.ts'
import type { OpenaiOptions } from './options.ts'
import { OPENAI_STREAM } from './stream.ts'

/** OpenAI itself, a server with its Images API, or another Dreamgate. Closes its connection with itself. */
export function openaiEngine(options: OpenaiOptions, connection: UpstreamConnection): Engine {
  const { name, streams = false, responseFormat } = options
  return {
    name,
    capabilities: {
      streams,
      tickets: responseFormat === 'url' && !streams,
      masks: options.masks,
      sequences: false,
      watermarks: options.watermarks,
      picturesPerAsk: options.picturesPerAsk ?? 1,
      readsEveryFormat: false,
      free: options.free,
      afterCrash: options.afterCrash ?? 'hold',
    },
    modelName: (row) => modelName(options, row),
    generate: (order, context) => generate({ options, connection }, order, context),
    resume: async function* (ticket, { signal }) {
      yield* resumePictures(ticket, { connection, signal, faults: openaiFaults(name) })
    },
    close: () => connection.close(),
  }
}

function modelName({ models }: OpenaiOptions, row: ModelRow): string | undefined {
  if (models === 'any') return row.id
  return Object.hasOwn(models, row.id) ? models[row.id] : undefined
}

interface Server {
  readonly options: OpenaiOptions
  readonly connection: UpstreamConnection
}

async function* generate(
  { options, connection }: Server,
  order: Order,
  { signal, idempotencyKey }: EngineContext,
): AsyncGenerator<EngineEvent> {
  if (order.layers) throw noLayers(options)
  for (const message of unserved(order, options)) yield { kind: 'warning', message }
  const { path, contentType, body } = await openaiRequest(order, options)
  const headers = {
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
    'content-type': contentType,
    'idempotency-key': idempotencyKey,
  }
  const url = options.baseUrl.replace(/\/+$/, '') + path
  const call = { url, headers, body, count: order.count, vocabulary: OPENAI_STREAM }
  yield* askForPictures(call, { connection, signal, faults: openaiFaults(options.name, order.model) })
}

function noLayers({ name }: OpenaiOptions): Fault {
  const message = `layer_decomposition: ${name} cannot take a picture apart into layers.`
  return new Fault('invalid_request', message, { param: 'layer_decomposition' })
}
