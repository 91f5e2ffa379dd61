import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { addressJudges, portKind, type Judge } from './address-judge.ts'
import { FetchRefusal } from './fetch-refusal.ts'

export interface GuardedConnectorOptions {
  /** Ranges that may be reached although they are not public, on any port. */
  readonly allow: readonly string[]
  /** `host:port` that is connected to without asking where it leads. */
  readonly hosts?: readonly string[]
  readonly lookup?: Lookup
}

/** All addresses of a name. */
export type Lookup = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>

type Connector = ReturnType<typeof buildConnector>

/**
 * Connects only where a stranger may send us. The check sits in the connection itself: a name is resolved once,
 * every address it has must pass, and the socket goes to one of those very addresses, so nothing can change
 * between the check and the use.
 */
export function guardedConnector(options: GuardedConnectorOptions): Connector {
  const judges = addressJudges(options.allow)
  const lookup = options.lookup ?? ((hostname) => systemLookup(hostname, { all: true }))
  const trusted = new Set(options.hosts?.map((host) => host.toLowerCase().replaceAll(/[[\]]/g, '')))

  const connects = { ordinary: pinnedTo(judges.ordinary), unusual: pinnedTo(judges.unusual) }
  const open = buildConnector({})
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
    if (trusted.has(`${target.hostname}:${port}`)) return open(target, callback)

    const kind = portKind(target)
    const refusal = isIP(target.hostname) === 0 ? undefined : judges[kind](target.hostname, target.hostname)
    return refusal === undefined ? connects[kind](target, callback) : callback(refusal, null)
  }

  function pinnedTo(refuse: Judge): Connector {
    return buildConnector({ lookup: pinned(lookup, refuse) })
  }
}

/** One refused address refuses the name: a mixed answer is an attack or a mistake. */
function pinned(lookup: Lookup, refuse: Judge): LookupFunction {
  return (hostname, { all }, callback) => {
    lookup(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (first === undefined) return callback(unresolved(hostname), '', 0)
        const refusal = addresses
          .map(({ address }) => refuse(hostname, address))
          .find((found) => found !== undefined)
        if (refusal !== undefined) return callback(refusal, '', 0)
        return all === true ? callback(null, [...addresses]) : callback(null, first.address, first.family)
      },
      (cause: unknown) => callback(unresolved(hostname, cause), '', 0),
    )
  }
}

function unresolved(hostname: string, cause?: unknown): FetchRefusal {
  return new FetchRefusal('unresolved', `${hostname} has no address: its name cannot be resolved.`, cause)
}
