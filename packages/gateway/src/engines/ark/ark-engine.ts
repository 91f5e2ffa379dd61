import type { ModelRow } from '../../core/model.ts'
import type {
  Engine,
  EngineCapabilities,
  EngineContext,
  EngineEvent,
  Order,
} from '../../core/ports/engine.ts'
import { askForPictures, resumePictures } from '../../lib/picture-exchange.ts'
import type { UpstreamConnection } from '../../lib/upstream-connection.ts'
import { arkBody } from './body.ts'
import { arkFaults } from './faults.ts'
import { ARK_STREAM } from './stream.ts'

export interface ArkOptions {
  readonly name: string
  readonly apiKey: string
  /** Includes `/api/v3`. */
  readonly baseUrl: string
  /** Catalogue id to upstream model or `ep-…` endpoint. Rows the vendor has retired are served only when named here. */
  readonly models?: Readonly<Record<string, string>> | undefined
  /** The region's spelling: a row's alias that begins with it goes upstream. `doubao-` on Volcengine. */
  readonly prefix?: string | undefined
  /** What was asked when the process died: held for a person, or asked again and perhaps bought twice. */
  readonly afterCrash?: EngineCapabilities['afterCrash'] | undefined
}

/** Seedream at BytePlus, at Volcengine, or at a reseller with the vendor's body. Closes its connection with itself. */
export function arkEngine(options: ArkOptions, connection: UpstreamConnection): Engine {
  return {
    name: options.name,
    capabilities: {
      streams: true,
      tickets: true,
      masks: false,
      sequences: true,
      watermarks: true,
      picturesPerAsk: 1,
      readsEveryFormat: true,
      free: false,
      afterCrash: options.afterCrash ?? 'hold',
    },
    modelName: (row) => modelName(options, row),
    generate: (order, context) => generate({ options, connection }, order, context),
    resume: async function* (ticket, { signal }) {
      yield* resumePictures(ticket, { connection, signal, faults: arkFaults(options.name) })
    },
    close: () => connection.close(),
  }
}

function modelName({ models = {}, prefix }: ArkOptions, row: ModelRow): string | undefined {
  if (Object.hasOwn(models, row.id)) return models[row.id]
  if (row.status !== 'live') return undefined
  const spelled = prefix === undefined ? undefined : row.aliases.find((alias) => alias.startsWith(prefix))
  return spelled ?? row.id
}

interface Ark {
  readonly options: ArkOptions
  readonly connection: UpstreamConnection
}

/** The vendor knows no idempotency key; resellers and other gateways that speak its body do. */
async function* generate(
  { options, connection }: Ark,
  order: Order,
  { signal, idempotencyKey }: EngineContext,
): AsyncGenerator<EngineEvent> {
  const headers = {
    authorization: `Bearer ${options.apiKey}`,
    'content-type': 'application/json',
    'idempotency-key': idempotencyKey,
  }
  const url = `${options.baseUrl.replace(/\/+$/, '')}/images/generations`
  const call = { url, headers, body: await arkBody(order), count: order.count, vocabulary: ARK_STREAM }
  yield* askForPictures(call, { connection, signal, faults: arkFaults(options.name, order.model) })
}
