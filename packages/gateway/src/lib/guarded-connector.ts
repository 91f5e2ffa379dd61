import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { FetchRefusal } from './fetch-refusal.ts'
import { addressRanges, isPublicAddress } from './public-address.ts'

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
  const isAllowed = addressRanges(options.allow)
  const lookup = options.lookup ?? ((hostname) => systemLookup(hostname, { all: true }))
  const trusted = new Set(options.hosts?.map((host) => host.toLowerCase().replaceAll(/[[\]]/g, '')))

  const gates = { ordinary: gate(ordinaryPort), unusual: gate(unusualPort) }
  const open = buildConnector({})
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
    if (trusted.has(`${target.hostname}:${port}`)) return open(target, callback)

    const { refuse, connect } = ORDINARY_PORTS.has(port) ? gates.ordinary : gates.unusual
    const refusal = isIP(target.hostname) === 0 ? undefined : refuse(target.hostname, target.hostname)
    return refusal === undefined ? connect(target, callback) : callback(refusal, null)
  }

  function gate(refuse: Judge) {
    return { refuse, connect: buildConnector({ lookup: pinned(lookup, refuse) }) }
  }

  function ordinaryPort(host: string, address: string): FetchRefusal | undefined {
    if (isPublicAddress(address) || isAllowed(address)) return undefined
    return new FetchRefusal(
      'address',
      `${host} does not lead to a public address, and only those are fetched.`,
    )
  }

  function unusualPort(host: string, address: string): FetchRefusal | undefined {
    if (isAllowed(address)) return undefined
    const text = `${host} is asked for on a port other than 80 and 443, and only those are fetched.`
    return ordinaryPort(host, address) ?? new FetchRefusal('port', text)
  }
}

const ORDINARY_PORTS: ReadonlySet<number> = new Set([80, 443])

type Judge = (host: string, address: string) => FetchRefusal | undefined

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
