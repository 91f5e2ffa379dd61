import { isIP } from 'node:net'

import { FetchRefusal } from './fetch-refusal.ts'
import { addressRanges, isPublicAddress } from './public-address.ts'

/** Has something against reaching this address under this name; undefined: nothing. */
export type Judge = (host: string, address: string) => FetchRefusal | undefined

/** Ports other than those of the web are for addresses in the allowed ranges only. */
export type PortKind = 'ordinary' | 'unusual'

const ORDINARY_PORTS: ReadonlySet<number> = new Set([80, 443])

export function portKind({ protocol, port }: { readonly protocol: string; readonly port: string }): PortKind {
  const number = Number(port) || (protocol === 'https:' ? 443 : 80)
  return ORDINARY_PORTS.has(number) ? 'ordinary' : 'unusual'
}

/** Where a stranger may send us: to public addresses, and to these ranges although they are not public. */
export function addressJudges(allow: readonly string[]): Readonly<Record<PortKind, Judge>> {
  const isAllowed = addressRanges(allow)
  const ordinary: Judge = (host, address) => {
    if (isPublicAddress(address) || isAllowed(address)) return undefined
    return new FetchRefusal(
      'address',
      `${host} does not lead to a public address, and only those are reached.`,
    )
  }
  const unusual: Judge = (host, address) => {
    if (isAllowed(address)) return undefined
    return ordinary(host, address) ?? portRefusal(host)
  }
  return { ordinary, unusual }
}

/** What can be said against an address before its name is resolved. */
export function plainRefusal(allow: readonly string[]): (url: URL) => FetchRefusal | undefined {
  const judges = addressJudges(allow)
  return (url) => {
    const kind = portKind(url)
    const host = url.hostname.replaceAll(/[[\]]/g, '')
    if (isIP(host) !== 0) return judges[kind](host, host)
    return kind === 'unusual' && allow.length === 0 ? portRefusal(host) : undefined
  }
}

function portRefusal(host: string): FetchRefusal {
  return new FetchRefusal(
    'port',
    `${host} is asked for on a port other than 80 and 443, and only those are reached.`,
  )
}
